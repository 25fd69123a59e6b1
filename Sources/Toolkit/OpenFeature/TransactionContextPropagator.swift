/// Carries the context of what is being done at the moment, a request for example, to the evaluations within it.
public protocol TransactionContextPropagator: Sendable {
    /// The context of the current transaction.
    var current: EvaluationContext { get }
    /// Makes `context` the current one for as long as `work` runs.
    func with<Result>(_ context: EvaluationContext, _ work: () throws -> Result) rethrows -> Result
}

/// Carries the context in the current task and those below it.
public struct TaskLocalPropagator: TransactionContextPropagator {
    @TaskLocal private static var context = EvaluationContext()

    public init() {}

    public var current: EvaluationContext { Self.context }

    public func with<Result>(_ context: EvaluationContext, _ work: () throws -> Result) rethrows -> Result {
        try Self.$context.withValue(context, operation: work)
    }
}

/// Carries nothing: what there is before another one is set.
struct NoPropagator: TransactionContextPropagator {
    var current: EvaluationContext { EvaluationContext() }

    func with<Result>(_ context: EvaluationContext, _ work: () throws -> Result) rethrows -> Result {
        try work()
    }
}
