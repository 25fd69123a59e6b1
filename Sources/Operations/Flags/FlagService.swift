package import HTTPClient
package import KatoConfiguration
import KatoModel
import OpenFeature
package import OpenFeatureRemote

/// The flag service of the configuration: what it is told, and what came of asking.
package struct FlagService: Sendable {
    /// What it is called where flags say where their values come from.
    static let name = "flag service"

    let provider: RemoteFlagProvider
    /// What it is asked for before anybody else does, so that most flags are there when a recording begins.
    private let expected: [EvaluationContext]

    /// - Parameters:
    ///   - sender: brings requests to the service.
    ///   - token: gives the token to ask with.
    ///   - installation: what tells this installation from others.
    ///   - sanitize: what becomes of every text that it is told: a path may hold a secret.
    ///   - unixTime: seconds since 1970.
    package init(
        _ config: KatoConfig, _ sender: any HTTPSender, installation: String,
        token: @escaping RemoteFlagSettings.Token, clock: some Clock<Duration> = ContinuousClock(),
        sanitize: @escaping @Sendable (String) -> String, unixTime: @escaping @Sendable () -> Double
    ) {
        var settings = RemoteFlagSettings()
        settings.poll = .seconds(config.flagService.pollSeconds)
        settings.token = token
        let context = config.flagService.context
        provider = RemoteFlagProvider(
            name: Self.name, sender, settings, clock: clock, unixTime: unixTime,
            told: { Self.told($0, context, installation: installation, sanitize) })
        let agents = config.providers.filter(\.value.isEnabled).keys.map(\.rawValue).sorted()
        expected =
            context != .installation
            ? []
            : agents.flatMap { agent in
                [nil, "record", "export"].map { command in
                    var attributes: [String: FlagValue] = ["provider": .string(agent)]
                    attributes["command"] = command.map(FlagValue.string)
                    return EvaluationContext(attributes: attributes)
                }
            }
    }

    /// Keeps the flags up to date until it is cancelled.
    package func run() async {
        provider.keep(expected)
        await provider.run()
    }

    /// Everything that the service is told of a context: of what is known of a conversation never its title, which may
    /// be words of it.
    static func told(
        _ context: EvaluationContext, _ choice: FlagServiceContext, installation: String,
        _ sanitize: (String) -> String
    ) -> EvaluationContext {
        let names =
            switch choice {
            case .installation: ["provider", "command"]
            case .conversation: ["provider", "command", "session"]
            case .project: ["provider", "command", "session", "cwd", "gitBranch"]
            }
        var told: [String: FlagValue] = [
            "installation": .string(installation), "version": .string(KatoVersion.current),
        ]
        for name in names {
            if case .string(let text)? = context.attributes[name] { told[name] = .string(sanitize(text)) }
        }
        let key = choice == .installation ? nil : context.targetingKey
        return EvaluationContext(targetingKey: key ?? installation, attributes: told)
    }
}
