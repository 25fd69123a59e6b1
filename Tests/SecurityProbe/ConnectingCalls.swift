import Sandbox

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tries, in a sandbox that opens one port, what else the network would offer.
enum ConnectingCalls {
    /// `ports OPEN OTHER`: restricts itself to connecting to `OPEN`, or to no port where it is 0, and prints a line
    /// `name result` each.
    static func run(_ arguments: [String]) {
        let (opened, other) = (UInt16(arguments[1]) ?? 0, UInt16(arguments[2]) ?? 0)
        let report = Sandbox.apply(
            SandboxPolicy(
                readable: SandboxPolicy.systemFolders, connectablePorts: opened == 0 ? [] : [opened]))
        print("complete \(report.isComplete ? "ok" : report.problems.joined(separator: ";"))")
        say("opened", connect(opened))
        say("other", connect(other))
        say("bind", bindSomewhere())
        say("netlink", socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0))
    }

    private static func say(_ name: String, _ result: Int32) {
        print("\(name) \(result >= 0 ? "ok" : String(errno))")
    }

    private static func connect(_ port: UInt16) -> Int32 {
        withSocket(port) { Glibc.connect($0, $1, $2) }
    }

    private static func bindSomewhere() -> Int32 {
        withSocket(0) { Glibc.bind($0, $1, $2) }
    }

    private static func withSocket(_ port: UInt16, _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32)
        -> Int32
    {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return -1 }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
