import Synchronization

/// Sends what waits in a queue, one batch after the other, and again when the receiver could not take it.
///
/// Nothing that fills the queue waits for it. While one batch is tried again the queue fills, and what finds no room is
/// dropped and counted there.
public final class OTLPExporter<Item: Sendable>: Sendable {
    /// Items of one request, as the specification suggests.
    public static var batchSize: Int { 512 }

    /// What became of the items so far.
    public struct Tally: Sendable, Hashable {
        public var sent = 0
        /// Given up after tries or because the receiver refused them.
        public var lost = 0
        /// Why the last try failed; `nil` after a success.
        public var problem: String?
    }

    private let signal: OTLPSignal
    private let queue: OTLPQueue<Item>
    private let transport: any OTLPTransport
    private let retry: OTLPRetry
    private let interval: Duration
    private let clock: any Clock<Duration>
    private let encode: @Sendable ([Item]) -> OTLPMessage
    private let state = Mutex(Tally())

    /// - Parameters:
    ///   - interval: how long items wait for others.
    ///   - encode: makes the request.
    public init(
        _ signal: OTLPSignal, _ queue: OTLPQueue<Item>, transport: any OTLPTransport, retry: OTLPRetry,
        interval: Duration, clock: any Clock<Duration> = ContinuousClock(),
        encode: @escaping @Sendable ([Item]) -> OTLPMessage
    ) {
        self.signal = signal
        self.queue = queue
        self.transport = transport
        self.retry = retry
        self.interval = interval
        self.clock = clock
        self.encode = encode
    }

    public var tally: Tally { state.withLock { $0 } }

    /// Sends until it is cancelled; then what waits is tried once more.
    public func run() async {
        while !Task.isCancelled {
            while queue.count > 0, !Task.isCancelled { await send(queue.take(Self.batchSize)) }
            try? await clock.sleep(for: interval)
        }
        let rest = queue.take(Self.batchSize)
        if !rest.isEmpty { await flush(rest) }
    }

    private func send(_ items: [Item]) async {
        let message = encode(items)
        for attempt in 1...max(1, retry.attempts) {
            let answer = await post(message)
            if answer?.isSuccess == true { return note(items.count, nil) }
            state.withLock { $0.problem = answer.map { "HTTP \($0.status)" } ?? "no answer" }
            guard answer?.mayRetry ?? true, attempt < retry.attempts, !Task.isCancelled else { break }
            guard (try? await clock.sleep(for: retry.wait(after: attempt, retryAfter: answer?.retryAfter))) != nil
            else { break }
        }
        note(items.count, tally.problem ?? "refused")
    }

    /// In a task of its own, which is not cancelled with this one.
    private func flush(_ items: [Item]) async {
        let message = encode(items)
        let answer = await Task { await post(message, patience: .seconds(1)) }.value
        note(items.count, answer?.isSuccess == true ? nil : "stopped")
    }

    private func post(_ message: OTLPMessage, patience: Duration? = nil) async -> OTLPResponse? {
        try? await transport.post(signal, message, patience: patience)
    }

    private func note(_ count: Int, _ problem: String?) {
        state.withLock { tally in
            if problem == nil { tally.sent += count } else { tally.lost += count }
            tally.problem = problem
        }
    }
}
