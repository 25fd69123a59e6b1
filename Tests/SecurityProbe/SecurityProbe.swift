import CLinuxShims
import FileAccess
import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A second process for tests: one that attacks, or one that is put into a place where the test itself cannot go.
@main
struct SecurityProbe {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "open": open(arguments)
        case "swap": swap(arguments)
        case "naive": naive(arguments)
        case "calls": ForbiddenCalls.run(arguments)
        case "ports": ConnectingCalls.run(arguments)
        default: exit(2)
        }
    }

    /// `open kernel|portable ROOT NAME…`: opens a file for appending, or makes it, as a destination is opened.
    private static func open(_ arguments: [String]) {
        let files = LocalFileSystem(isPortable: arguments[1] == "portable")
        let names = Array(arguments[3...])
        do throws(FileAccessError) {
            let anchor = try files.anchor(arguments[2])
            do throws(FileAccessError) {
                try anchor.open(names, .append).append(Array("written".utf8))
            } catch  where error.isNotFound {
                try anchor.makeDirectories(Array(names.dropLast()))
                try anchor.open(names, .create).append(Array("written".utf8))
            }
            print("opened")
        } catch {
            print("errno \(error.errno)")
        }
    }

    /// `naive ROOT yes|no`: with a sandbox for `ROOT` or without one, writes to each path of its input as a careless
    /// program would, making what is missing on the way. Says for each what came of it.
    private static func naive(_ arguments: [String]) {
        var text: [String] = []
        while let line = readLine() { text.append(line) }
        if arguments[2] == "yes" {
            let report = Sandbox.apply(SandboxPolicy(readable: SandboxPolicy.systemFolders, writable: [arguments[1]]))
            guard report.isComplete else { exit(3) }
        }
        for path in text {
            var folder = ""
            for name in path.split(separator: "/").dropLast() {
                folder += "/" + name
                mkdir(folder, 0o755)
            }
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o644)
            if descriptor < 0 {
                print("errno \(errno)")
            } else {
                print(write(descriptor, "taken", 5) == 5 ? "written" : "errno \(errno)")
                close(descriptor)
            }
        }
    }

    /// `swap COUNT LEFT RIGHT ENOUGH`: exchanges two names until its input ends, and makes the file `ENOUGH` when it has
    /// done so that often.
    private static func swap(_ arguments: [String]) {
        guard let count = Int(arguments[1]) else { exit(2) }
        var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        var done = 0
        while done % 64 != 0 || poll(&input, 1, 0) == 0 {
            guard shim_exchange(AT_FDCWD, arguments[2], arguments[3]) == 0 else { exit(1) }
            done += 1
            if done == count { close(creat(arguments[4], 0o600)) }
        }
        print(done)
    }
}
