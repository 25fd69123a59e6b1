package import FileAccess
import FileTail
package import KatoModel
package import KatoObservability
package import KatoRendering

/// What every step of a recording works with.
package struct RecordingContext: Sendable {
    let store: any RecordingStore
    let files: any FileSystem
    let readership: Readership
    let saves = SaveNotices()
    /// Whether the policy still lets kato write there; asked before each step, because it may have changed since the
    /// destination was admitted.
    let admits: @Sendable (Destination) -> Bool
    let emitter: EventEmitter
    /// The renderer for a recording, as the configuration wants it for that conversation.
    let renderer: @Sendable (RecordingPlan) -> any ConversationRenderer
    /// Who has to own a destination: the user kato runs as.
    let owner: UInt32
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp

    package init(
        store: any RecordingStore, files: any FileSystem, readership: Readership = Readership(BlindReaderWatch()),
        admits: @escaping @Sendable (Destination) -> Bool = { _ in true }, emitter: EventEmitter,
        renderer: @escaping @Sendable (RecordingPlan) -> any ConversationRenderer, owner: UInt32,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.files = files
        self.readership = readership
        self.admits = admits
        self.emitter = emitter
        self.renderer = renderer
        self.owner = owner
        self.clock = clock
        self.now = now
    }
}
