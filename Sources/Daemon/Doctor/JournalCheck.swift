import KatoJournal
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the database is whole, and has room to grow.
struct JournalCheck: DoctorCheck {
    let paths: KatoPaths

    /// Less room than this makes trouble soon.
    private static let leastFree: UInt64 = 256 << 20

    func findings() async -> [DoctorFinding] {
        guard access(paths.journal, F_OK) == 0 else {
            return [DoctorFinding("journal", .skipped, "There is none yet; it is made at the first start.")]
        }
        var findings: [DoctorFinding] = []
        switch JournalInspection.inspect(paths.journal) {
        case .whole(let sessions, let events, let bytes):
            findings.append(
                DoctorFinding(
                    "journal", .good, "Whole: \(sessions) conversations, \(events) events, \(bytes >> 20) MiB."))
        case .newer:
            findings.append(
                DoctorFinding("journal", .failed, "It was written by a newer kato.", remedy: "Install that version."))
        case .damaged(let what):
            findings.append(
                DoctorFinding(
                    "journal", .failed, "\(paths.journal) is damaged: \(what).",
                    remedy: "Stop the daemon, move the file away, start again: kato reads the agents' files anew."))
        case .unreadable(let what):
            findings.append(
                DoctorFinding(
                    "journal", .failed, "\(paths.journal) cannot be read: \(what).",
                    remedy: "Check that the file and its folder are yours."))
        }
        return findings + space()
    }

    private func space() -> [DoctorFinding] {
        var status = statvfs()
        guard statvfs(paths.stateDirectory, &status) == 0 else { return [] }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        guard free < Self.leastFree else { return [] }
        return [
            DoctorFinding(
                "disk", .warning, "The disk with kato's state has \(free >> 20) MiB left.",
                remedy: "Free some space, or remove old conversations with kato clean.")
        ]
    }
}
