import Foundation

/// A process by its id.
enum LivingProcess {
    /// False when it has ended, also when nobody has asked for its exit code yet.
    static func exists(_ pid: Int32) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let state = stat.split(separator: ") ").last?.first
        else { return false }
        return state != "Z" && state != "X"
    }
}
