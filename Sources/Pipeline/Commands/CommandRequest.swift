package import KatoModel

/// A command that comes over the control socket.
package struct CommandRequest: Sendable {
    package let command: ControlCommand
    package let session: SessionID
    /// Takes the outcome, once.
    package let reply: @Sendable (CommandReply) -> Void

    package init(
        command: ControlCommand, session: SessionID, reply: @escaping @Sendable (CommandReply) -> Void
    ) {
        self.command = command
        self.session = session
        self.reply = reply
    }
}
