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
    let feed: ConversationFeed
    let now: @Sendable () -> Timestamp
    let clock: any Clock<Duration>

    /// Events read at a time.
    private static let page = 256
    /// Between two looks at what waits.
    private static let interval: Duration = .seconds(2)
    /// Milliseconds after which an event is history: what is sent is what happens, and not what was read for the first
    /// time. Long enough for what happened while the daemon was started anew.
    private static let history: Int64 = 3_600_000

    func run() async throws {
        let start = try await outlet.lastSequence()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await telemetry.run() }
                if telemetry.settings.conversations != .off {
                    group.addTask { await follow(from: start) }
                    group.addTask {
                        while (try? await clock.sleep(for: Self.interval)) != nil { feed.tick() }
                    }
                }
            }
        }
    }

    /// What is new in a conversation since this start. Nothing is stored about it: ids are the same each time, so that
    /// sending something twice would change nothing, and what a crash loses is in the journal.
    private func follow(from start: Int64) async {
        var sent: [SessionID: Int64] = [:]
        var traces: [SessionID: ConversationTrace] = [:]
        for await item in feed.news {
            switch item {
            case .tick: for (id, trace) in traces { traces[id] = settled(trace, at: now().milliseconds) }
            case .counted(let id): traces[id]?.take(feed.usages.take(id), at: now().milliseconds)
            case .grew(let id, let last):
                guard let session = try? await outlet.session(id) else { continue }
                var trace =
                    traces[id]
                    ?? ConversationTrace(session, withContent: telemetry.settings.conversations == .content)
                sent[id] = await read(id, after: sent[id] ?? start, upTo: last, into: &trace)
                traces[id] = trace.isSettled ? nil : trace
            }
        }
        for trace in traces.values { _ = settled(trace, at: nil) }
    }

    /// Sends what is complete; `nil` when nothing is left to wait for.
    private func settled(_ trace: ConversationTrace, at now: Int64?) -> ConversationTrace? {
        var trace = trace
        telemetry.take(trace.settle(at: now))
        return trace.isSettled ? nil : trace
    }

    /// Takes what is new over; how far that was. Nothing after `last`: its tokens may not have been told yet.
    private func read(_ id: SessionID, after start: Int64, upTo last: Int64, into trace: inout ConversationTrace) async
        -> Int64
    {
        var position = start
        while position < last, !Task.isCancelled {
            guard let slice = try? await outlet.events(of: id, after: position, limit: Self.page) else { break }
            let moment = now().milliseconds
            trace.take(feed.usages.take(id), at: moment)
            let events = slice.events.prefix { $0.sequence <= last }
            telemetry.take(
                trace.take(events.filter { ($0.time?.milliseconds ?? moment) > moment - Self.history }, at: moment))
            position = events.last?.sequence ?? last
            if slice.isLast { break }
        }
        return position
    }
}
