import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Hands on what a descriptor has to read, on the thread of a loop and in order, until it is let go.
///
/// For descriptors that never end and of which any read returns whole messages, such as inotify's: whoever waits on
/// the loop is woken by the kernel at once, with no other thread in between.
public final class DescriptorReader: Sendable {
    private let channel: any Channel

    /// - Parameters:
    ///   - descriptor: stays the caller's; a copy of it is waited for.
    ///   - most: bytes taken at a time; has to hold the longest message.
    ///   - take: gets what was read. The bytes are valid during the call.
    /// - Throws: when the descriptor cannot be waited for, as a regular file cannot.
    public init(
        _ descriptor: Int32, on loop: TaskLoop, most: Int,
        take: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw IOError(errnoCode: errno, reason: "dup") }
        do {
            channel = try await NIOPipeBootstrap(group: loop.eventLoop)
                .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: most))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Taker(take: take))
                    }
                }
                .takingOwnershipOfDescriptor(input: copy)
                .get()
        } catch {
            close(copy)
            throw error
        }
    }

    deinit { channel.close(promise: nil) }

    private final class Taker: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let take: @Sendable (UnsafeRawBufferPointer) -> Void

        init(take: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) { self.take = take }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            unwrapInboundIn(data).withUnsafeReadableBytes(take)
        }
    }
}
