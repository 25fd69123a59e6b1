import KatoModel
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line to the program that started the daemon: `ready` and the process that works, `error` and why not, or `waiting`
/// and for what, which may take longer than anybody waits.
struct StartReport: Sendable {
    /// `nil` when nobody waits.
    let descriptor: Int32?

    func ready(pid: Int32) {
        send("ready \(pid)\n")
    }

    func failed(_ error: any DescribedError) {
        send("error \(Self.text(error))\n")
    }

    /// Also says so where a person or the service manager's log sees it. The line may be followed by ``ready(pid:)``.
    func waits(_ fault: any DescribedError) {
        _ = Descriptor.write("katod: waits: \(fault.message)\n", to: 2)
        if let descriptor { _ = Descriptor.write("waiting \(Self.text(fault))\n", to: descriptor) }
    }

    private static func text(_ error: any DescribedError) -> String {
        let value: JSONValue = [
            "code": .string(error.code), "message": .string(error.message),
            "hint": error.hint.map(JSONValue.string) ?? .null,
        ]
        return value.text(.ascii)
    }

    private func send(_ line: String) {
        guard let descriptor else { return }
        _ = Descriptor.write(line, to: descriptor)
        close(descriptor)
    }
}
