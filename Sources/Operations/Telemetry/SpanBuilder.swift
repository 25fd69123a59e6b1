import KatoModel
import KatoObservability
import OTLP
import Synchronization

/// Makes spans of the work that events end. What is done with a conversation belongs to its last batch, so that one
/// trace leads from the change of the agent's file to the durable append.
final class SpanBuilder: Sendable {
    private struct Batch {
        let trace: [UInt8]
        let id: [UInt8]
    }

    /// Conversations whose last batch is remembered: more do not grow at once.
    private static let limit = 256

    private let batches = Mutex<[SessionID: Batch]>([:])
    private let random: @Sendable () -> UInt64

    init(random: @escaping @Sendable () -> UInt64) {
        self.random = random
    }

    /// The spans of one event; none where it ended no work.
    func spans(_ event: any InternalEvent, _ attributes: [String: OTLPAttribute]) -> [OTLPSpan] {
        guard let span = event.span else { return [] }
        let parent = span.role == .part ? span.session.flatMap { id in batches.withLock { $0[id] } } : nil
        var made = OTLPSpan(
            trace: parent?.trace ?? identifier(16), id: identifier(8), parent: parent?.id ?? [], name: span.name,
            kind: span.role == .request ? .server : .internal, start: span.began, end: span.ended,
            attributes: attributes, isError: span.isError)
        if span.role == .request {
            made.attributes["rpc.system.name"] = .string("jsonrpc")
            made.attributes["rpc.method"] = .string(span.name)
            made.attributes["jsonrpc.protocol.version"] = .string("2.0")
        }
        guard span.role == .batch, let session = span.session else { return [made] }
        batches.withLock { batches in
            if batches.count >= Self.limit, batches[session] == nil { batches.removeAll() }
            batches[session] = Batch(trace: made.trace, id: made.id)
        }
        guard let grew = event as? SessionGrew else { return [made] }
        return [
            made, part("kato.read", span.began, grew.readAt, of: made),
            part("kato.decode", grew.readAt, grew.commitBegan, of: made),
            part("kato.commit", grew.commitBegan, grew.commitEnded, of: made),
        ]
    }

    private func part(_ name: String, _ start: UInt64, _ end: UInt64, of whole: OTLPSpan) -> OTLPSpan {
        OTLPSpan(
            trace: whole.trace, id: identifier(8), parent: whole.id, name: name, start: start, end: max(start, end))
    }

    private func identifier(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += withUnsafeBytes(of: random(), Array.init) }
        return Array(bytes.prefix(count))
    }
}
