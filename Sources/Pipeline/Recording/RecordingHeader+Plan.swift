import KatoModel
import KatoRendering

extension RecordingHeader {
    /// The head of a recording as its plan knows the conversation now.
    init(_ plan: RecordingPlan) {
        let session = plan.session
        self.init(
            sessionID: session.id, provider: session.key.provider, nativeID: session.key.nativeID,
            title: session.facts.title, slug: Slug.make(session.facts.title), cwd: session.facts.workingDirectory,
            gitBranch: session.facts.gitBranch, models: session.facts.models,
            createdAt: session.startedAt ?? plan.createdAt, recordingID: plan.id)
    }
}
