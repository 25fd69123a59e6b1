package import KatoModel

/// Commands that come over the control socket, to be carried out in their order until one is refused.
package struct CommandRequest: Sendable {
    package let commands: [ControlCommand]
    package let session: SessionID
    /// What a file is to hold whose name kato chooses.
    package let format: RecordingFormat
    /// The file is made in the folder for what clients put in place themselves.
    package let isHandedOver: Bool
    /// Takes the outcome, once.
    package let reply: @Sendable (CommandReply) -> Void

    package init(
        commands: [ControlCommand], session: SessionID, format: RecordingFormat = .markdown, isHandedOver: Bool = false,
        reply: @escaping @Sendable (CommandReply) -> Void
    ) {
        self.commands = commands
        self.session = session
        self.format = format
        self.isHandedOver = isHandedOver
        self.reply = reply
    }
}
