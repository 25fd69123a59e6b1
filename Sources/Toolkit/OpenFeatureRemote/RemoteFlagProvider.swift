public import HTTPClient
public import OpenFeature
import Synchronization

/// Has its flags from a service that speaks the OpenFeature Remote Evaluation Protocol.
///
/// Asking never waits: a flag comes from a copy of all flags of its context, which ``run()`` keeps up to date. The first
/// time that a context is asked for there is none yet, and the answer is ``ErrorCode/providerNotReady``. What the copy
/// says has the reason ``Reason/cached``, or ``Reason/stale`` while the service cannot be asked; its own reason stands in
/// the metadata as `reason`.
public final class RemoteFlagProvider: FeatureProvider {
    public let metadata: ProviderMetadata
    private let sender: any HTTPSender
    private let settings: RemoteFlagSettings
    private let told: @Sendable (EvaluationContext) -> EvaluationContext
    private let time: RemoteTime
    private let unixTime: @Sendable () -> Double
    private let waker = Waker()
    private let state: Mutex<RemoteFlagState>
    private let events = Mutex<ProviderEvents?>(nil)

    /// - Parameters:
    ///   - sender: brings requests to ``OFREPExchange/path`` of the service.
    ///   - told: what of a context the service is told. Contexts that are the same to it share a copy.
    ///   - unixTime: seconds since 1970.
    public init(
        name: String = "Remote Provider", _ sender: any HTTPSender,
        _ settings: RemoteFlagSettings = RemoteFlagSettings(),
        clock: some Clock<Duration> = ContinuousClock(), unixTime: @escaping @Sendable () -> Double,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        told: @escaping @Sendable (EvaluationContext) -> EvaluationContext = { $0 }
    ) {
        metadata = ProviderMetadata(name: name)
        self.sender = sender
        self.settings = settings
        self.told = told
        time = RemoteTime(clock)
        self.unixTime = unixTime
        state = Mutex(RemoteFlagState(poll: settings.poll, limit: settings.limit, random: random))
    }

    /// Begins to tell what happens. Asks nothing: that is ``run()``'s.
    public func initialize(_ context: EvaluationContext, events: ProviderEvents) async throws {
        self.events.withLock { $0 = events }
    }

    public func shutdown() async {
        events.withLock { $0 = nil }
    }

    public func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        let (told, now) = (told(context), time.now())
        let (isNew, result) = state.withLock { state in
            let isNew = state.want(told, now: now)
            return (isNew, Result { () throws(FlagError) in try state.resolve(flagKey, told, now: now) })
        }
        if isNew { waker.call() }
        return try result.get()
    }

    /// Why the service's last answer was none; `nil` while it is well or was not asked.
    public var problem: FlagError? {
        if case .failing(let error) = state.withLock({ $0.health }) { error } else { nil }
    }

    // MARK: - Asking

    /// Keeps a copy for these contexts whether they are asked for or not.
    public func keep(_ contexts: [EvaluationContext]) {
        let now = time.now()
        state.withLock { state in
            for context in contexts { _ = state.want(told(context), isKept: true, now: now) }
        }
        waker.call()
    }

    /// Asks whenever something is due, until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await askWhatIsDue()
            await rest(state.withLock { [now = time.now()] in $0.rest(now: now) })
        }
    }

    /// Asks for one context, unless that was done a short while ago: for somebody who can wait for an answer.
    public func refresh(_ context: EvaluationContext) async {
        let told = told(context)
        state.withLock { [now = time.now()] in _ = $0.want(told, now: now) }
        await askWhatIsDue(told)
    }

    private func askWhatIsDue(_ only: EvaluationContext? = nil) async {
        let due = state.withLock { [now = time.now()] in $0.due(only, now: now) }
        for (context, tag) in due {
            // The first one without an answer speaks for the others.
            if !Task.isCancelled, state.withLock({ [now = time.now()] in $0.mayAsk(now: now) }) {
                await ask(context, tag)
            } else {
                state.withLock { $0.putBack(context) }
            }
        }
    }

    private func ask(_ context: EvaluationContext, _ tag: String?) async {
        let answer = await answer(context, tag)
        let told = state.withLock { [now = time.now()] in $0.take(answer, for: context, now: now) }
        let events = events.withLock { $0 }
        for (event, details) in told { events?.emit(event, details) }
    }

    private func answer(_ context: EvaluationContext, _ tag: String?) async -> OFREPAnswer {
        let request: HTTPRequest
        do throws(FlagError) {
            request = OFREPExchange.request(context, token: try settings.token(), tag: tag)
        } catch {
            return .forbidden(error)
        }
        do throws(HTTPError) {
            return OFREPExchange.read(try await sender.send(request, within: settings.patience), now: unixTime())
        } catch {
            return .failed(FlagError(.general, "The flag service cannot be asked. \(error.sentence)"), retryAfter: nil)
        }
    }

    /// Until something is due or new; for ever while nothing is wanted.
    private func rest(_ duration: Duration?) async {
        await withDiscardingTaskGroup { group in
            // Whoever is first ends the other.
            let isOver = Waker()
            group.addTask { [waker] in
                await waker.wait()
                isOver.call()
            }
            if let duration {
                group.addTask { [time] in
                    try? await time.sleep(max(duration, .zero))
                    isOver.call()
                }
            }
            await isOver.wait()
            group.cancelAll()
        }
    }
}
