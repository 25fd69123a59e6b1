package import KatoModel

/// What stands at the head of a recording, as known when the file is created. Later changes are not written back.
package struct RecordingHeader: Sendable, Hashable {
    package var sessionID: SessionID
    package var provider: ProviderID
    /// The agent's own id of the conversation.
    package var nativeID: String
    package var title: String?
    /// The title as it stands in file names; becomes part of the note's id.
    package var slug: String
    package var cwd: String?
    package var gitBranch: String?
    package var models: [String]
    package var createdAt: Timestamp?
    package var recordingID: String?

    /// Who speaks, as the headings name them and as far as it is known.
    var participants: [String] {
        var names = [Speaker.user.label]
        for model in models {
            let name = Speaker.assistant(model: Speaker.model(model)).label
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    package init(
        sessionID: SessionID,
        provider: ProviderID,
        nativeID: String,
        title: String? = nil,
        slug: String = "conversation",
        cwd: String? = nil,
        gitBranch: String? = nil,
        models: [String] = [],
        createdAt: Timestamp? = nil,
        recordingID: String? = nil
    ) {
        self.sessionID = sessionID
        self.provider = provider
        self.nativeID = nativeID
        self.title = title
        self.slug = slug
        self.cwd = cwd
        self.gitBranch = gitBranch
        self.models = models
        self.createdAt = createdAt
        self.recordingID = recordingID
    }
}
