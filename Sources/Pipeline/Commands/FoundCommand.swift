/// A command and the line it stands on.
package struct FoundCommand: Sendable, Hashable {
    package let command: ControlCommand
    /// Zero-based, in the text split at `\n` after CRLF and CR became `\n`; the same count as in `EventPosition`.
    package let line: Int

    package init(command: ControlCommand, line: Int) {
        self.command = command
        self.line = line
    }
}
