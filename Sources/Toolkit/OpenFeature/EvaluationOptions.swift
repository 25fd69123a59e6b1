/// What one evaluation wants besides the flag.
public struct EvaluationOptions: Sendable {
    public var hooks: [any Hook]
    public var hints: HookHints

    public init(hooks: [any Hook] = [], hints: HookHints = [:]) {
        self.hooks = hooks
        self.hints = hints
    }
}
