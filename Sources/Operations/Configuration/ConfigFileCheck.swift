/// Whether a configuration file can be trusted: who may write it decides where recordings may go.
package enum ConfigFileCheck {
    /// What is wrong with a file, and what to do.
    package struct Problem: Sendable, Hashable {
        /// Goes on after "The configuration file X".
        package let message: String
        package let hint: String
    }

    /// Judges a file by its permission bits and its owner; `nil` when it can be trusted.
    package static func problem(mode: UInt32, owner: UInt32, user: UInt32) -> Problem? {
        if owner != user {
            return Problem(
                message: "belongs to user \(owner), not to you (user \(user))",
                hint: "Make a copy of your own, or change its owner with `chown`.")
        }
        if mode & 0o022 != 0 {
            let digits = String(mode & 0o7777, radix: 8)
            return Problem(
                message: "can be changed by other users (mode \(digits))",
                hint: "Take that right away with `chmod go-w`.")
        }
        return nil
    }
}
