import KatoConfiguration

import KatoModel
import KatoObservability
import KatoTelemetry
import ServiceLifecycle

/// Sends what telemetry gathered, and conversations where they are wanted.
struct TelemetryService: Service {
    let telemetry: Telemetry
    /// The journal without secrets, whatever the redaction of recordings is set to.
    let outlet: RedactedJournal
    /// Conversations that have grown.
    let grown: AsyncStream<SessionID>

    /// Events read at a time.
    private static let page = 256

    func run() async throws {
        let start = try await outlet.lastSequence()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await telemetry.run() }
                if telemetry.settings.conversations != .off { group.addTask { await follow(from: start) } }
            }
        }
    }

    /// What is new in a conversation since this start. Nothing is stored about it: ids are the same each time, so that
    /// sending something twice would change nothing, and what a crash loses is in the journal.
    private func follow(from start: Int64) async {
        var sent: [SessionID: Int64] = [:]
        for await id in grown {
            guard let session = try? await outlet.session(id) else { continue }
            var isLast = false
            while !isLast, !Task.isCancelled {
                let after = sent[id] ?? start
                guard let slice = try? await outlet.events(of: id, after: after, limit: Self.page) else { break }
                telemetry.take(
                    ConversationSpans.spans(
                        slice.events, of: session, withContent: telemetry.settings.conversations == .content))
                sent[id] = slice.events.last?.sequence ?? after
                isLast = slice.isLast
            }
        }
    }
}
