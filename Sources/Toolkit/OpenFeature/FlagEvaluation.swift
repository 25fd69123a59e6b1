/// One evaluation from the first hook to the last.
struct FlagEvaluation {
    let flagKey: String
    let type: FlagType
    let fallback: FlagValue
    let registration: Registration
    /// In the order of the `before` stage; the other stages go backwards.
    let hooks: [any Hook]
    let hints: HookHints
    let client: ClientMetadata

    func run(_ context: EvaluationContext) -> EvaluationDetails<FlagValue> {
        var stages = hooks.map { (hook: $0, context: hookContext(context)) }
        var details: EvaluationDetails<FlagValue>
        do {
            let merged = try before(&stages, context)
            if let refusal = registration.refusal { throw refusal }
            details = try self.details(
                of: registration.provider.resolve(flagKey, type: type, context: merged))
            for stage in stages.reversed() { try stage.hook.after(stage.context, details, hints: hints) }
        } catch {
            let known = FlagError(error)
            details = .failed(flagKey, fallback, known)
            // A hook that fails here keeps no other from being called.
            for stage in stages.reversed() { try? stage.hook.error(stage.context, known, hints: hints) }
        }
        for stage in stages.reversed() { try? stage.hook.finally(stage.context, details, hints: hints) }
        return details
    }

    private func before(_ stages: inout [(hook: any Hook, context: HookContext)], _ context: EvaluationContext) throws
        -> EvaluationContext
    {
        var merged = context
        for index in stages.indices {
            stages[index].context.context = merged
            merged = merged.merging(try stages[index].hook.before(stages[index].context, hints: hints))
        }
        for index in stages.indices { stages[index].context.context = merged }
        return merged
    }

    private func details(of resolution: FlagResolution) throws -> EvaluationDetails<FlagValue> {
        if let value = resolution.value, !value.isA(type) {
            throw FlagError(.typeMismatch, "The flag \(flagKey) is no \(type.rawValue).")
        }
        return EvaluationDetails(
            flagKey: flagKey, value: resolution.value ?? fallback, variant: resolution.variant,
            reason: resolution.reason, errorCode: nil,
            errorMessage: nil, flagMetadata: resolution.metadata)
    }

    private func hookContext(_ context: EvaluationContext) -> HookContext {
        HookContext(
            flagKey: flagKey, flagType: type, defaultValue: fallback, context: context, client: client,
            provider: registration.provider.metadata, data: HookData())
    }
}
