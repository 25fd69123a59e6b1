import Foundation
import OpenFeature
import StrictJSON
import Testing

/// What the steps of one case work on.
final class ScenarioWorld {
    struct Flag {
        var type = FlagType.boolean
        var key = ""
        var fallback = FlagValue.null
    }

    let api = OpenFeatureAPI.isolated()
    lazy var client = api.client()
    let flags: [String: InMemoryFlag]
    let tags: Set<String>
    let diary = Diary()
    var flag = Flag()
    var context = EvaluationContext()
    var transaction = EvaluationContext()
    var beforeHooks = EvaluationContext()
    var options = EvaluationOptions()
    var details: EvaluationDetails<FlagValue>?
    var levels: [String] = []
    let contextProvider = RecordingProvider()

    init(flags: [String: InMemoryFlag], tags: Set<String>) {
        self.flags = flags
        self.tags = tags
    }

    func use(_ provider: String) async {
        let memory = InMemoryProvider(flags: flags)
        switch provider {
        case "stable" where tags.contains("reason-codes-cached"):
            try? await api.setProviderAndWait(CachingProvider(memory))
        case "stable": try? await api.setProviderAndWait(memory)
        case "error": try? await api.setProviderAndWait(StatusProvider(failure: FlagError(.general)))
        case "fatal": try? await api.setProviderAndWait(StatusProvider(failure: FlagError(.providerFatal)))
        case "stale": try? await api.setProviderAndWait(StatusProvider(event: .stale))
        case "not ready": _ = api.setProvider(StatusProvider())
        default: Issue.record("There is no provider \(provider).")
        }
    }

    func evaluate(with context: EvaluationContext? = nil) {
        api.setTransactionContextPropagator(TaskLocalPropagator())
        if beforeHooks != EvaluationContext() {
            client.addHooks([DiaryHook("adding", diary, adds: beforeHooks)])
        }
        api.withTransactionContext(transaction) {
            details = evaluated(context ?? self.context)
        }
    }

    private func evaluated(_ context: EvaluationContext) -> EvaluationDetails<FlagValue> {
        switch flag.fallback {
        case .boolean(let value): untyped(client.details(flag.key, default: value, context: context, options: options))
        case .string(let value): untyped(client.details(flag.key, default: value, context: context, options: options))
        case .integer(let value): untyped(client.details(flag.key, default: value, context: context, options: options))
        case .float(let value): untyped(client.details(flag.key, default: value, context: context, options: options))
        default: client.details(flag.key, default: flag.fallback, context: context, options: options)
        }
    }

    private func untyped<Value: FlagRepresentable>(_ details: EvaluationDetails<Value>) -> EvaluationDetails<FlagValue>
    {
        details.with(details.value.flagValue)
    }

    func add(_ key: String, _ value: FlagValue, to level: String) {
        switch level {
        case "API": api.context.attributes[key] = value
        case "Transaction": transaction.attributes[key] = value
        case "Client": client.context.attributes[key] = value
        case "Invocation": context.attributes[key] = value
        case "Before Hooks": beforeHooks.attributes[key] = value
        default: Issue.record("There is no level \(level).")
        }
    }

    /// A value as a feature file writes it.
    static func value(_ text: String, _ type: FlagType) -> FlagValue {
        switch type {
        case .boolean: return .boolean(text == "true")
        case .string: return .string(text)
        case .integer: return .integer(Int64(text) ?? -1)
        case .float: return .float(Double(text) ?? -1)
        case .object:
            let json = text.replacing("\\\"", with: "\"")
            return (try? JSONValue.parse(json)).map(FlagDocument.value) ?? .null
        }
    }
}
