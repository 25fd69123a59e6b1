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
        var problems: [(String, String)] = []
        for folder in [paths.stateDirectory, paths.logsDirectory, paths.runtimeDirectory] {
            if let problem = problem(folder, isPrivate: true) { problems.append(problem) }
        }
        for folder in config?.recording.allAllowedRoots ?? [] {
            if let problem = problem(folder, isPrivate: false) { problems.append(problem) }
        }
        if problems.isEmpty {
            return [DoctorFinding("permissions", .good, "kato's folders are yours and can be written.")]
        }
        return problems.map { DoctorFinding("permissions", .failed, $0.0, remedy: $0.1) }
    }

    /// What is wrong with a folder, and what to do; a folder that does not exist yet is made when it is needed.
    private func problem(_ folder: String, isPrivate: Bool) -> (String, String)? {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            return errno == ENOENT
                ? nil
                : ("\(folder) cannot be looked at: \(String(cString: strerror(errno))).", "Check the folders above it.")
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
}
