import KatoModel
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line to the program that started the daemon: `ready` and the process that works, or `error` and why not.
struct StartReport: Sendable {
    /// `nil` when nobody waits.
    let descriptor: Int32?

    func ready(pid: Int32) {
        send("ready \(pid)\n")
    }

    func failed(_ error: any DescribedError) {
        let value: JSONValue = [
            "code": .string(error.code), "message": .string(error.message),
            "hint": error.hint.map(JSONValue.string) ?? .null,
        ]
        send("error \(value.text(.ascii))\n")
    }

    private func send(_ line: String) {
        guard let descriptor else { return }
        let bytes = Array(line.utf8)
        _ = write(descriptor, bytes, bytes.count)
        close(descriptor)
    }
}
