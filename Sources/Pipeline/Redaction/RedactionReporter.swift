import KatoModel
import KatoObservability
import Redaction
import Synchronization

/// Reports each secret once for each event, however often the event leaves.
final class RedactionReporter: Sendable {
    private struct Key: Hashable {
        let session: SessionID
        let event: EventID?
        let fingerprint: String
    }

    private let emitter: EventEmitter
    private let reported = Mutex<Set<Key>>([])

    /// Secrets remembered before all are forgotten: a few hundred kilobytes, and at worst a line is written twice.
    private static let memory = 4096

    init(emitter: EventEmitter) {
        self.emitter = emitter
    }

    func report(_ receipts: [RedactionReceipt], mode: RedactionMode, session: SessionID, event: EventID?) {
        for receipt in receipts {
            let key = Key(session: session, event: event, fingerprint: receipt.fingerprint)
            let isNew = reported.withLock { known in
                if known.count >= Self.memory { known.removeAll() }
                return known.insert(key).inserted
            }
            guard isNew else { continue }
            emitter.emit(
                SecretFound(
                    rule: receipt.rule, fingerprint: receipt.fingerprint, isReplaced: mode == .redact,
                    session: session, source: event))
        }
    }
}
