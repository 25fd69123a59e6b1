import CLinuxShims
import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tries, in a sandbox, what the sandbox forbids and what it has to leave alone.
enum ForbiddenCalls {
    /// `calls ROOT OUTSIDE OWN`: prints a line `name result` each, where the result is `ok` or the error number.
    static func run(_ arguments: [String]) {
        let (root, outside, own) = (arguments[1], arguments[2], arguments[3])
        let policy = SandboxPolicy(
            readable: SandboxPolicy.systemFolders, writable: [root], own: [own], devices: ["/dev/null"])
        let report = Sandbox.apply(policy)
        print("complete \(report.isComplete ? "ok" : report.problems.joined(separator: ";"))")
        print("microseconds \(report.microseconds)")
        programs()
        files(root, outside, own)
        sockets()
        print("threads \(startsThread() ? "ok" : "failed")")
        print("again \(Sandbox.apply(SandboxPolicy(readable: [outside], writable: [outside])).files ? "ok" : "failed")")
        say("read-after-second-policy", open(outside + "/secret.md", O_RDONLY))
    }

    private static func say(_ name: String, _ result: Int32) {
        print("\(name) \(result >= 0 ? "ok" : String(errno))")
    }

    private static func programs() {
        var vector: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        say("exec", execv("/usr/bin/true", &vector))
        var pid: pid_t = 0
        let spawned = posix_spawn(&pid, "/usr/bin/true", nil, nil, &vector, environ)
        print("spawn \(spawned == 0 ? "ok" : String(spawned))")
        say("fork", shim_fork())
        let both = mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        print("writable-code \(both == MAP_FAILED ? String(errno) : "ok")")
        say("signal-parent", kill(getppid(), 0))
    }

    private static func files(_ root: String, _ outside: String, _ own: String) {
        let secret = outside + "/secret.md"
        say("read-outside", open(secret, O_RDONLY))
        say("list-outside", opendir(outside) == nil ? -1 : 0)
        say("write-outside", open(secret, O_WRONLY | O_APPEND))
        say("make-outside", open(outside + "/new.md", O_WRONLY | O_CREAT, 0o644))
        say("truncate-outside", truncate(secret, 0))
        say("mode-outside", chmod(secret, 0o666))
        say("times-outside", utimensat(AT_FDCWD, secret, nil, 0))
        say("move-outside", rename(root + "/kept.md", outside + "/kept.md"))
        say("unlink-outside", unlink(secret))
        say("hard-link", link(root + "/kept.md", root + "/second.md"))
        say("symbolic-link", symlink(secret, root + "/link.md"))
        say("fifo", mkfifo(root + "/fifo", 0o600))
        say("owner", chown(root + "/kept.md", 1, 1))
        say("truncate-root", truncate(root + "/kept.md", 0))
        say("append-root", open(root + "/kept.md", O_WRONLY | O_APPEND))
        say("make-root", open(root + "/new.md", O_WRONLY | O_CREAT | O_EXCL, 0o644))
        say("folder-root", mkdir(root + "/folder", 0o755))
        say("rename-root", rename(root + "/new.md", root + "/renamed.md"))
        say("exchange-root", shim_exchange(AT_FDCWD, root + "/renamed.md", root + "/kept.md"))
        say("unlink-root", unlink(root + "/renamed.md"))
        let file = open(own + "/file", O_RDWR | O_CREAT, 0o600)
        say("make-own", file)
        say("truncate-own", ftruncate(file, 1 << 16))
        let map = mmap(nil, 1 << 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        print("map-own \(map == MAP_FAILED ? String(errno) : "ok")")
        say("null", open("/dev/null", O_RDWR))
        say("full", open("/dev/full", O_WRONLY))
        say("new-terminal", open("/dev/ptmx", O_RDWR))
        say("own-name", open("/proc/self/comm", O_WRONLY))
        say("zones", open("/usr/share/zoneinfo/UTC", O_RDONLY))
        say("users", getpwuid(geteuid()) == nil ? -1 : 0)
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        say("inotify", inotify_add_watch(watch, root, UInt32(IN_MODIFY)))
    }

    private static func sockets() {
        let stream = Int32(SOCK_STREAM.rawValue)
        say("inet", socket(AF_INET, stream, 0))
        say("inet6", socket(AF_INET6, stream, 0))
        say("udp", socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0))
        say("netlink", socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0))
        say("unix", socket(AF_UNIX, stream, 0))
    }

    private static func startsThread() -> Bool {
        var thread = pthread_t()
        guard pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
        return pthread_join(thread, nil) == 0
    }
}
