import CLinuxShims
import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that writes wherever it is told to: the daemon with every decision switched off and, or not, its sandbox.
///
/// `naive ROOT AGENT yes|no HOW OUTSIDE`: works in the folder `OUTSIDE`, holds its `secret.md` open for reading as
/// descriptor 9, and restricts itself to `ROOT` when told to. `AGENT` may then be read. It says `ready`, reads one path
/// to the end of its input, and does `HOW`:
/// - `once`: writes to the path, making what is missing on the way; and in the sandbox also replaces, empties and removes
///   what is there. Says what came of the writing.
/// - `held`: writes to `x.md` in the path's folder, which it opened before it said `ready`, and then by name.
/// - `often`: writes to the path that comes first and goes on until its input ends. Says how often it could, and not.
struct CarelessWriter {
    private let root: String
    private let isSandboxed: Bool

    static func run(_ arguments: [String]) {
        let (root, agent, outside) = (arguments[1], arguments[2], arguments[5])
        chdir(outside)
        dup2(open(outside + "/secret.md", O_RDONLY), 9)
        let held = open(root + "/moving", O_RDONLY | O_DIRECTORY)
        if arguments[3] == "yes" {
            let report = Sandbox.apply(
                SandboxPolicy(readable: SandboxPolicy.systemFolders + [agent], writable: [root]))
            guard report.isComplete else { exit(3) }
        }
        let writer = CarelessWriter(root: root, isSandboxed: arguments[3] == "yes")
        print("ready")
        fflush(nil)
        switch arguments[4] {
        case "once":
            let path = rest()
            print(writer.append(path))
            if writer.isSandboxed { writer.harm(path) }
        case "held":
            let path = rest()
            print(Self.word(openat(held, "x.md", O_WRONLY | O_CREAT, 0o644)), terminator: " ")
            print(writer.append(path))
        case "often": writer.often(readLine() ?? "")
        default: exit(2)
        }
    }

    /// The input to its end. A path may hold line ends.
    private static func rest() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = read(0, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(_ path: String) -> String {
        var folder = ""
        for name in path.split(separator: "/").dropLast() {
            folder += "/" + name
            mkdir(folder, 0o755)
        }
        return Self.word(open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o644))
    }

    private static func word(_ descriptor: Int32) -> String {
        guard descriptor >= 0 else { return "errno \(errno)" }
        defer { close(descriptor) }
        return write(descriptor, "taken", 5) == 5 ? "written" : "errno \(errno)"
    }

    /// Everything else that harms a file, one after the other.
    private func harm(_ path: String) {
        truncate(path, 0)
        close(open(path, O_WRONLY | O_TRUNC | O_NONBLOCK))
        let mine = root + "/mine.tmp"
        close(open(mine, O_WRONLY | O_CREAT, 0o644))
        link(mine, path + ".second")
        symlink(mine, path + ".link")
        shim_exchange(AT_FDCWD, mine, path)
        rename(mine, path)
        chmod(path, 0)
        unlink(path)
        mkdir(path, 0o755)
        rmdir(path)
    }

    private func often(_ path: String) {
        var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        var (done, refused) = (0, 0)
        while poll(&input, 1, 0) == 0 {
            if append(path) == "written" { done += 1 } else { refused += 1 }
        }
        print("\(done) \(refused)")
    }
}
