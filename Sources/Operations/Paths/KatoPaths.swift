#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where kato keeps its files. Every path is absolute and normalised by its text; nothing is looked up or created.
///
/// `KATO_HOME` puts everything under one directory; otherwise the XDG Base Directory rules hold.
package struct KatoPaths: Sendable, Hashable {
    /// The longest path that fits a socket address, in bytes: 107 on Linux, 103 on macOS.
    package static let maximumSocketPathBytes = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// The user's home directory.
    package let home: String
    package let configFile: String
    package let stateDirectory: String
    /// Where recordings go whose destination nobody named.
    package let recordingsDirectory: String
    /// Holds the control socket.
    package let runtimeDirectory: String

    /// The SQLite database.
    package var journal: String { stateDirectory + "/journal.db" }
    /// Holds the log files.
    package var logsDirectory: String { stateDirectory + "/logs" }
    /// Holds exports until the client that asked for them has put them in place.
    package var exportsDirectory: String { stateDirectory + "/exports" }
    /// What the daemon did, as JSON Lines.
    package var operationalLog: String { logsDirectory + "/operational.jsonl" }
    /// What was allowed and denied, as hash-chained JSON Lines.
    package var auditLog: String { logsDirectory + "/audit.jsonl" }
    /// What a daemon in the background prints; begins anew at every start.
    package var daemonOutput: String { logsDirectory + "/katod.stderr" }
    /// Held by the running daemon with flock(2); never unlinked.
    package var lockFile: String { stateDirectory + "/katod.lock" }
    /// The control socket.
    package var socket: String { runtimeDirectory + "/control.sock" }

    /// Decides all places from the environment alone.
    ///
    /// - Parameter userHome: asked when `HOME` is missing, empty or relative.
    package static func resolve(environment: [String: String], userHome: () -> String? = PasswordDatabase.homeDirectory)
        throws(PathsError) -> KatoPaths
    {
        let home = try homeDirectory(environment, userHome)
        if let root = environment["KATO_HOME"], !root.isEmpty {
            guard let root = try absolute(root, variable: "KATO_HOME") else {
                throw PathsError(
                    .notAbsolute, "KATO_HOME is not an absolute path: \(root).",
                    hint: "Set KATO_HOME to a path that begins with /, or unset it.")
            }
            let base = root == "/" ? "" : root
            return KatoPaths(
                home: home, configFile: base + "/config.yaml", stateDirectory: base + "/state",
                recordingsDirectory: base + "/recordings", runtimeDirectory: base + "/run")
        }
        func directory(_ variable: String, _ fallback: String) throws(PathsError) -> String {
            try xdg(environment, variable) ?? (home == "/" ? "" : home) + fallback
        }
        let state = try directory("XDG_STATE_HOME", "/.local/state") + "/kato"
        let runtime = try xdg(environment, "XDG_RUNTIME_DIR").map { $0 + "/kato" } ?? state + "/run"
        return KatoPaths(
            home: home, configFile: try directory("XDG_CONFIG_HOME", "/.config") + "/kato/config.yaml",
            stateDirectory: state,
            recordingsDirectory: try directory("XDG_DATA_HOME", "/.local/share") + "/kato/recordings",
            runtimeDirectory: runtime)
    }

    /// Throws when the socket's path is too long to be bound or connected to.
    package func checkSocketPath() throws(PathsError) {
        let length = socket.utf8.count
        guard length > Self.maximumSocketPathBytes else { return }
        throw PathsError(
            .socketPathTooLong,
            "The control socket's path has \(length) bytes, and the system allows \(Self.maximumSocketPathBytes): "
                + "\(socket).",
            hint: "Set XDG_RUNTIME_DIR, or KATO_HOME, to a shorter path.")
    }

    private static func homeDirectory(_ environment: [String: String], _ userHome: () -> String?) throws(PathsError)
        -> String
    {
        if let home = environment["HOME"], let path = try absolute(home, variable: "HOME") { return path }
        if let home = userHome(), let path = try absolute(home, variable: "the home directory") { return path }
        throw PathsError(
            .noHome, "There is no home directory: HOME is not set to an absolute path and the user has no entry.",
            hint: "Set HOME to your home directory.")
    }

    /// The specification says to ignore values that are empty or relative.
    private static func xdg(_ environment: [String: String], _ variable: String) throws(PathsError) -> String? {
        guard let value = environment[variable], let path = try absolute(value, variable: variable) else { return nil }
        return path == "/" ? "" : path
    }

    /// `value` without empty names, `.` and `..`, or `nil` when it is not absolute.
    private static func absolute(_ value: String, variable: String) throws(PathsError) -> String? {
        guard value.utf8.first == UInt8(ascii: "/") else { return nil }
        guard !value.unicodeScalars.contains("\u{FFFD}") else {
            throw PathsError(
                .notText, "The path in \(variable) is not valid UTF-8.", hint: "Set \(variable) to a path in UTF-8.")
        }
        var names: [Substring.UTF8View.SubSequence] = []
        for name in value.utf8.split(separator: UInt8(ascii: "/")) {
            if name.elementsEqual(".".utf8) { continue }
            if name.elementsEqual("..".utf8) {
                _ = names.popLast()
            } else {
                names.append(name)
            }
        }
        return "/" + names.map { String(Substring($0)) }.joined(separator: "/")
    }
}
