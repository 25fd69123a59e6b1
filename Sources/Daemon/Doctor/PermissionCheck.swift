import KatoConfiguration
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether kato's own folders are the user's alone, and can be written.
struct PermissionCheck: DoctorCheck {
    let paths: KatoPaths
    let config: KatoConfig?

    func findings() async -> [DoctorFinding] {
        var found = [paths.stateDirectory, paths.logsDirectory, paths.runtimeDirectory].map {
            problem($0, isPrivate: true)
        }
        found += (config?.recording.allAllowedRoots ?? []).map { folder in
            // Only one of them is made by kato; another one counts as soon as somebody makes it.
            problem(folder, isPrivate: false, isMade: folder == config?.recording.directory)
        }
        var problems: [(String, String)] = []
        // One obstacle stands in the way of several folders, and is told once.
        for case let problem? in found where !problems.contains(where: { $0.1 == problem.1 }) {
            problems.append(problem)
        }
        if problems.isEmpty {
            return [DoctorFinding("permissions", .good, "kato's folders are yours and can be written.")]
        }
        return problems.map { DoctorFinding("permissions", .failed, $0.0, remedy: $0.1) }
    }

    /// What is wrong with a folder, and what to do.
    ///
    /// - Parameter isMade: whether kato makes it when it is needed.
    private func problem(_ folder: String, isPrivate: Bool, isMade: Bool = true) -> (String, String)? {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            if errno == ENOENT { return isMade ? obstacle(to: folder) : nil }
            return (
                "\(folder) cannot be looked at: \(String(cString: strerror(errno))).", "Check the folders above it."
            )
        }
        if status.st_mode & S_IFMT != S_IFDIR { return ("\(folder) is no folder.", "Move away what stands there.") }
        if isPrivate, status.st_uid != geteuid() {
            return ("\(folder) belongs to another user.", "Make it yours: sudo chown -R \"$USER\" '\(folder)'.")
        }
        if isPrivate, status.st_mode & 0o077 != 0 {
            return ("Others can look into \(folder).", "Close it: chmod 700 '\(folder)'.")
        }
        if access(folder, W_OK | X_OK) != 0 {
            return ("\(folder) cannot be written.", "Give yourself the right: chmod u+wx '\(folder)'.")
        }
        return nil
    }

    /// What keeps a folder from being made that is not there yet: its place is below the last folder that is.
    private func obstacle(to folder: String) -> (String, String)? {
        var there = folder
        repeat {
            there = there.lastIndex(of: "/").map { String(there[..<$0]) } ?? ""
            if there.isEmpty { there = "/" }
        } while there != "/" && access(there, F_OK) != 0
        guard access(there, W_OK | X_OK) != 0 else { return nil }
        return (
            "\(folder) cannot be made, because \(there) cannot be written: \(String(cString: strerror(errno))).",
            "Give yourself the right: chmod u+wx '\(there)'; or set KATO_HOME to a folder of yours."
        )
    }
}
