import KatoTestSupport
import Testing
import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whom a socket's folder has to belong to, and who else may write to it.
@Suite struct SocketPathTests {
    private let folder: TemporaryDirectory
    private let path: SocketPath

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeFolder("run")
        path = try SocketPath(folder.file("run/socket"))
    }

    @Test(
        arguments: [(0o700, nil), (0o755, nil), (0o770, .writableByOthers), (0o702, .writableByOthers)]
            as [(mode_t, UnixSocketError.Code?)])
    func `a folder is safe when nobody else may write to it`(mode: mode_t, problem: UnixSocketError.Code?) {
        chmod(path.directory, mode)
        #expect(code { () throws(UnixSocketError) in try path.checkDirectory() } == problem)
    }

    @Test func `a folder of another user is not safe`() throws {
        chmod(path.directory, 0o700)
        let other = geteuid() &+ 1
        #expect(code { () throws(UnixSocketError) in try path.checkDirectory(user: other) } == .notOwned)
    }

    @Test func `what is no folder is not safe`() throws {
        #expect(symlink(path.directory, folder.file("link")) == 0)
        try folder.write("", to: "file")
        for (name, problem) in [("link", .symbolicLink), ("file", .noDirectory), ("none", .noDirectory)]
            as [(String, UnixSocketError.Code)]
        {
            let path = try SocketPath(folder.file(name + "/socket"))
            #expect(code { () throws(UnixSocketError) in try path.checkDirectory() } == problem, "\(name)")
        }
    }

    private func code(_ check: () throws(UnixSocketError) -> Void) -> UnixSocketError.Code? {
        do throws(UnixSocketError) {
            try check()
            return nil
        } catch {
            return error.code
        }
    }
}
