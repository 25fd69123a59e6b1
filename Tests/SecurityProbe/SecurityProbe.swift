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
        case "naive": CarelessWriter.run(arguments)
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
