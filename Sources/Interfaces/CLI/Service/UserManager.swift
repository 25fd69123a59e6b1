import KatoControlClient
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The user's own systemd, asked through systemctl.
struct UserManager {
    private let systemctl: String

    /// Throws where there is no systemctl.
    init() throws {
        let folders = (ProcessEnvironment.current()["PATH"] ?? "").split(separator: ":")
        guard let found = folders.map({ String($0) + "/systemctl" }).first(where: { access($0, X_OK) == 0 }) else {
            throw CommandFailure(
                "This system has no systemctl.", hint: "Start kato with kato start, for example when you log in.")
        }
        systemctl = found
    }

    /// Runs `systemctl --user` and throws when it fails, by default for want of a manager.
    func run(
        _ arguments: String...,
        hint: String =
            "Is your user manager running? See systemctl --user status; over ssh, loginctl enable-linger starts it."
    ) throws {
        let (status, _) = try ChildProcess.output(of: systemctl, ["--user"] + arguments)
        guard status == 0 else {
            throw CommandFailure(
                "systemctl --user \(arguments.joined(separator: " ")) ended with \(status).",
                hint: hint)
        }
    }

    /// What `systemctl --user` prints, whatever its exit code.
    func answer(_ arguments: String...) throws -> String {
        let (_, bytes) = try ChildProcess.output(of: systemctl, ["--user"] + arguments, silent: true)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    }
}
