package import KatoModel

extension RecordingSummary {
    /// The recording as the wire shows it.
    ///
    /// - Parameters:
    ///   - title: the conversation's.
    ///   - problem: why nothing can be written at the moment; makes a recording that is on a paused one.
    package init(_ info: RecordingInfo, title: String?, problem: String? = nil) {
        let activity: RecordingActivity = problem == nil ? .recording : .paused
        self.init(
            id: info.id, session: info.sessionID.rawValue, title: title, path: info.destination.path,
            format: info.destination.format.rawValue, state: info.isOn ? activity : .stopped,
            startedAt: info.createdAt, lastWriteAt: info.lastWriteAt, blocks: info.blocks, problem: problem)
    }
}
