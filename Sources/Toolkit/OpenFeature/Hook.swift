/// Code that takes part in evaluations. Every stage may be left out.
public protocol Hook: Sendable {
    /// Before the provider is asked. What it returns is merged over the context.
    func before(_ context: HookContext, hints: HookHints) throws -> EvaluationContext?
    /// After a value was found.
    func after(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws
    /// After anything went wrong: in a hook, in the provider, or with the value's type.
    func error(_ context: HookContext, _ error: FlagError, hints: HookHints) throws
    /// At the end, whatever happened.
    func finally(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws
}

extension Hook {
    public func before(_ context: HookContext, hints: HookHints) throws -> EvaluationContext? { nil }
    public func after(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws {}
    public func error(_ context: HookContext, _ error: FlagError, hints: HookHints) throws {}
    public func finally(_ context: HookContext, _ details: EvaluationDetails<FlagValue>, hints: HookHints) throws {}
}

/// What a caller wants hooks to know.
public typealias HookHints = [String: FlagValue]
