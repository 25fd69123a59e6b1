package import KatoModel

/// Commands that come over the control socket, to be carried out in their order until one is refused.
package struct CommandRequest: Sendable {
    package let commands: [ControlCommand]
    package let session: SessionID
    /// What a file is to hold whose name kato chooses.
    package let format: RecordingFormat
    /// A folder that the user named by hand for this request alone: allowed for it as the configured roots are.
    /// Absolute and canonical.
    package let folder: String?
    /// Takes the outcome, once.
    package let reply: @Sendable (CommandReply) -> Void

    package init(
        commands: [ControlCommand], session: SessionID, format: RecordingFormat = .markdown,
        folder: String? = nil, reply: @escaping @Sendable (CommandReply) -> Void
    ) {
        self.commands = commands
        self.session = session
        self.format = format
        self.folder = folder
        self.reply = reply
    }
}
