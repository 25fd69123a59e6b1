import KatoTestSupport
import SocketServer
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What may stand at a socket's path, and whose the socket is.
@Suite struct ListeningSocketTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test func `only a socket that listens at the path is adopted`() throws {
        let own = try ListeningSocket(path: folder.file("own"))
        defer { own.withdraw() }
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { for end in pair { close(end) } }
        #expect(throws: LineServerError.self) { try ListeningSocket(path: own.path, activated: pair[0]) }
        #expect(throws: LineServerError.self) { try ListeningSocket(path: own.path, activated: 0) }
    }

    @Test func `what is no socket is left alone`() throws {
        try folder.write("mine", to: "file")
        try folder.makeFolder("folder")
        for name in ["file", "folder"] {
            #expect(throws: LineServerError(.occupied, path: folder.file(name))) {
                try ListeningSocket(path: folder.file(name))
            }
        }
        #expect(try folder.text(of: "file") == "mine")
    }

    @Test func `it is its owner's alone, whatever the umask`() throws {
        let own = try ListeningSocket(path: folder.file("own"))
        defer { own.withdraw() }
        var status = stat()
        try #require(lstat(own.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `one that somebody answers on is left alone, and one that nobody does is replaced`() throws {
        let path = folder.file("own")
        do {
            let first = try ListeningSocket(path: path)
            #expect(throws: LineServerError(.alreadyServed, path: path)) { try ListeningSocket(path: path) }
            #expect(first.isInPlace)
        }
        let next = try ListeningSocket(path: path)
        #expect(next.isInPlace)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to give a socket to another user"))
    func `one of another user is left alone, though nobody answers on it`() throws {
        let path = folder.file("theirs")
        do { _ = try ListeningSocket(path: path) }
        try #require(lchown(path, 65534, 65534) == 0)
        #expect(throws: LineServerError(.occupied, path: path)) { try ListeningSocket(path: path) }
    }

    @Test func `one that took its place is not withdrawn with it`() throws {
        let path = folder.file("own")
        let first = try ListeningSocket(path: path)
        unlink(path)
        let second = try ListeningSocket(path: path)
        #expect(!first.isInPlace)
        first.withdraw()
        #expect(second.isInPlace)
    }
}
