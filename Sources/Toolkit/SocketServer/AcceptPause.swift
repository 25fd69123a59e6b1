import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lets the listener rest while the system has no descriptor for another client.
///
/// NIO stays registered for reading after such an error, and the client that waits makes it ready again at once, so it
/// would ask the kernel for ever. Without `autoRead` it is not registered; who waits is taken when reading goes on.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// Short enough for a person not to give up, and five system calls a second.
    private static let pause = TimeAmount.milliseconds(200)
    /// What goes over when somebody closes something: descriptors of the process or the system, memory for a socket.
    private static let passing: Set<CInt> = [EMFILE, ENFILE, ENOBUFS, ENOMEM]

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, Self.passing.contains(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        let channel = context.channel
        guard let options = channel.syncOptions, (try? options.setOption(.autoRead, value: false)) != nil else {
            return
        }
        channel.eventLoop.scheduleTask(in: Self.pause) {
            // A listener that was closed meanwhile refuses, and needs nothing more.
            try? channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }
}
