package import KatoConfiguration
package import KatoModel
import OpenFeature

/// The flags of this installation, asked for a conversation and a command.
package struct FeatureFlags: Sendable {
    /// A flag as a list shows it.
    package struct Entry: Sendable, Hashable {
        package let flag: FeatureFlag
        package let value: String
        package let reason: String
        /// Which line of the configuration decided.
        package let source: String
    }

    private let client: Client
    private let standards: [FeatureFlag: String]

    /// Sets up the flags as the configuration has them.
    ///
    /// - Parameter canonical: the real name of a folder, when it has another one: agents may state either.
    package init(_ config: KatoConfig, canonical: (String) -> String? = { _ in nil }) async throws {
        let api = OpenFeatureAPI.isolated()
        try await api.setProviderAndWait(
            InMemoryProvider(flags: try FlagTable.flags(config, canonical), name: "configuration"))
        client = api.client()
        standards = Dictionary(uniqueKeysWithValues: FeatureFlag.allCases.map { ($0, $0.standard(in: config)) })
    }

    /// Whether a switch is on.
    ///
    /// - Parameter command: what is done: `record` or `export` for renderings, otherwise a command's name.
    package func isOn(_ flag: FeatureFlag, for session: Session?, command: String? = nil) -> Bool {
        client.value(
            flag.rawValue, default: standards[flag] == "true", context: Self.context(session, command))
    }

    /// What is done about secrets of a conversation.
    package func redaction(for session: Session?) -> RedactionChoice {
        let standard = standards[.redaction] ?? ""
        let word = client.value(FeatureFlag.redaction.rawValue, default: standard, context: Self.context(session, nil))
        return RedactionChoice(rawValue: word) ?? .redact
    }

    /// Every flag with its value and why it has it.
    package func list(for session: Session?, command: String? = nil) -> [Entry] {
        let context = Self.context(session, command)
        return FeatureFlag.allCases.map { flag in
            if flag == .redaction {
                return entry(flag, client.details(flag.rawValue, default: standards[flag] ?? "", context: context)) {
                    $0
                }
            }
            return entry(flag, client.details(flag.rawValue, default: standards[flag] == "true", context: context)) {
                "\($0)"
            }
        }
    }

    private func entry<Value>(_ flag: FeatureFlag, _ details: EvaluationDetails<Value>, _ text: (Value) -> String)
        -> Entry
    {
        Entry(
            flag: flag, value: text(details.value), reason: details.reason?.rawValue ?? "UNKNOWN",
            source: details.variant ?? details.errorCode?.rawValue ?? "")
    }

    private static func context(_ session: Session?, _ command: String?) -> EvaluationContext {
        var attributes: [String: FlagValue] = [:]
        attributes["command"] = command.map(FlagValue.string)
        guard let session else { return EvaluationContext(attributes: attributes) }
        attributes["provider"] = .string(session.key.provider.rawValue)
        attributes["session"] = .string(session.key.nativeID)
        attributes["cwd"] = session.facts.workingDirectory.map(FlagValue.string)
        attributes["gitBranch"] = session.facts.gitBranch.map(FlagValue.string)
        attributes["title"] = session.facts.title.map(FlagValue.string)
        return EvaluationContext(targetingKey: session.id.rawValue, attributes: attributes)
    }
}
