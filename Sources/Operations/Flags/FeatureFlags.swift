package import KatoConfiguration
package import KatoModel
package import OpenFeature
import OpenFeatureRemote

/// The flags of this installation, asked for a conversation and a command.
package struct FeatureFlags: Sendable {
    /// A flag as a list shows it.
    package struct Entry: Sendable, Hashable {
        package let flag: FeatureFlag
        package let value: String
        package let reason: String
        /// Which line of the configuration decided, or that the flag service did.
        package let source: String
        /// Why the flag service did not decide, where it was asked.
        package let error: FlagError?
    }

    private let client: Client
    private let standards: [FeatureFlag: String]
    /// `nil` when the configuration names none.
    private let service: FlagService?

    /// Sets up the flags as the configuration has them.
    ///
    /// - Parameters:
    ///   - service: decides before the configuration does.
    ///   - canonical: the real name of a folder, when it has another one: agents may state either.
    ///   - news: takes what happens to the service. Must not wait.
    package init(
        _ config: KatoConfig, service: FlagService? = nil, canonical: (String) -> String? = { _ in nil },
        news: @escaping @Sendable (FlagServiceNews) -> Void = { _ in }
    ) async throws {
        let api = OpenFeatureAPI.isolated()
        let table = InMemoryProvider(flags: try FlagTable.flags(config, canonical), name: "configuration")
        self.service = service
        client = api.client()
        standards = Dictionary(uniqueKeysWithValues: FeatureFlag.allCases.map { ($0, $0.standard(in: config)) })
        guard let service else {
            try await api.setProviderAndWait(table)
            return
        }
        for (event, kind) in Self.kinds {
            api.addHandler(event) { details in
                guard details.metadata[FlagFallbackProvider.providerKey] != nil else { return }
                news(FlagServiceNews(kind: kind, flags: details.flagsChanged, message: details.message))
            }
        }
        try await api.setProviderAndWait(
            FlagFallbackProvider(
                service.provider, then: table,
                accepts: { key, value in
                    guard key == FeatureFlag.redaction.rawValue, case .string(let word) = value else { return true }
                    return Self.isStrict(word, as: config.redaction.mode)
                }))
    }

    /// A service may have more done about secrets than the configuration, never less: what it says came from elsewhere.
    private static func isStrict(_ word: String, as standard: RedactionChoice) -> Bool {
        let order: [RedactionChoice] = [.off, .detect, .redact]
        guard let wanted = RedactionChoice(rawValue: word).flatMap(order.firstIndex),
            let least = order.firstIndex(of: standard)
        else { return false }
        return wanted >= least
    }

    private static let kinds: [(ProviderEvent, FlagServiceNews.Kind)] = [
        (.ready, .ready), (.stale, .stale), (.error, .error), (.configurationChanged, .changed),
    ]

    /// Keeps what the flag service says up to date until it is cancelled.
    package func run() async { await service?.run() }

    /// Why the flag service does not answer; `nil` while it does, or when there is none.
    package var serviceProblem: String? { service?.provider.problem?.message }

    /// Asks the flag service now, unless it was asked for the same a short while ago: for somebody who can wait a few
    /// seconds. Returns without an answer when there is none.
    package func refresh(for session: Session?, command: String? = nil) async {
        await service?.provider.refresh(Self.context(session, command))
    }

    /// Whether a switch is on.
    ///
    /// - Parameter command: what is done: `record` or `export` for renderings, otherwise a command's name.
    package func isOn(_ flag: FeatureFlag, for session: Session?, command: String? = nil) -> Bool {
        switches(for: session, command: command)(flag)
    }

    /// Which switches are on, for whoever asks for several.
    ///
    /// - Parameter command: as for ``isOn(_:for:command:)``.
    package func switches(for session: Session?, command: String? = nil) -> (FeatureFlag) -> Bool {
        let context = Self.context(session, command)
        return { client.value($0.rawValue, default: standards[$0] == "true", context: context) }
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
        var error = details.errorCode.map { FlagError($0, details.errorMessage) }
        if case .string(let word)? = details.flagMetadata[FlagFallbackProvider.codeKey],
            let code = ErrorCode(rawValue: word)
        {
            var message: String?
            if case .string(let text)? = details.flagMetadata[FlagFallbackProvider.messageKey] { message = text }
            error = FlagError(code, message)
        }
        let isRemote = details.flagMetadata[FlagFallbackProvider.providerKey] == .string(FlagService.name)
        let source = isRemote ? [FlagService.name, details.variant] : [details.variant]
        return Entry(
            flag: flag, value: text(details.value), reason: details.reason?.rawValue ?? "UNKNOWN",
            source: source.compactMap(\.self).joined(separator: ": "), error: error)
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
