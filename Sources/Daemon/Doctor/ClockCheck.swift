import KatoJournal
import KatoModel
import KatoPaths

/// Whether the clock can be believed: commands count only when they are newer than kato's state.
struct ClockCheck: DoctorCheck {
    let paths: KatoPaths

    /// Written before this program was: 1 January 2026.
    private static let earliest: Int64 = 1_767_225_600_000

    func findings() async -> [DoctorFinding] {
        let now = LocalTime.now()
        if now.milliseconds < Self.earliest {
            return [
                DoctorFinding(
                    "clock", .failed, "The clock says \(now), which is before this kato was made.",
                    remedy: "Set the clock: timedatectl set-ntp true.")
            ]
        }
        if let created = JournalInspection.createdAt(paths.journal), created > now.milliseconds {
            return [
                DoctorFinding(
                    "clock", .failed,
                    "kato's state was made at \(Timestamp(milliseconds: created)), which is yet to come.",
                    remedy: "Set the clock; until then commands in chats count as old and are not carried out.")
            ]
        }
        return [DoctorFinding("clock", .good, "The clock says \(now).")]
    }
}
