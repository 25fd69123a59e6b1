import KatoTestSupport
import Synchronization
import Testing

@testable import TaskLoop

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.timeLimit(.minutes(1))) struct DescriptorReaderTests {
    private static let loop = TaskLoop()

    private static func makePipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    @Test func `what is written is taken in order, until nobody wants it any more`() async throws {
        let ends = Self.makePipe()
        let (chunks, came) = AsyncStream.makeStream(of: [UInt8].self)
        var reader: DescriptorReader? = try await DescriptorReader(ends.read, on: Self.loop, most: 512) {
            came.yield([UInt8]($0))
        }
        let sent = (0..<2_000).map { UInt8(truncatingIfNeeded: $0) }
        sent.withUnsafeBytes { #expect(write(ends.write, $0.baseAddress, $0.count) == $0.count) }
        var got: [UInt8] = []
        for await chunk in chunks {
            #expect(chunk.count <= 512)
            got += chunk
            if got.count == sent.count { break }
        }
        #expect(got == sent)
        // The caller's own end is open all the while, and the reader's copy goes with it.
        #expect(reader != nil && fcntl(ends.read, F_GETFD) >= 0)
        reader = nil
        close(ends.read)
        signal(SIGPIPE, SIG_IGN)
        // Closing happens on the loop; once it has, nobody is left to read.
        while write(ends.write, [1], 1) == 1 { await Task.yield() }
        #expect(errno == EPIPE)
        close(ends.write)
    }

    @Test func `a file, which is always ready, is refused and stays the caller's`() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("text", to: "file")
        let descriptor = open(folder.file("file"), O_RDONLY)
        defer { close(descriptor) }
        await #expect(throws: (any Error).self) {
            _ = try await DescriptorReader(descriptor, on: Self.loop, most: 512) { _ in }
        }
        #expect(fcntl(descriptor, F_GETFD) >= 0)
    }
}
