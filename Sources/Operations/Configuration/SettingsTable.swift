import KatoModel

/// Every setting that has one value, in the order of the file. `flags` and `workspaces`, which are lists of groups,
/// have readers of their own.
package enum SettingsTable {
    /// - Parameter knownProviders: the names that may stand below `providers`.
    package static func all(knownProviders: [String]) -> [Setting] {
        knownProviders.flatMap(provider) + recording + render + operations + telemetry + flagService
    }

    private static func provider(_ name: String) -> [Setting] {
        let id = ProviderID(name)
        return [
            Setting("providers.\(name).enabled", .toggle, "Follow this agent.") {
                .bool($0.providers[id]?.isEnabled ?? true)
            } set: { config, value in
                if case .bool(let truth) = value { config.providers[id, default: .init()].isEnabled = truth }
            },
            Setting("providers.\(name).roots", .paths, "Folders with its conversations; the agent's own by default.") {
                $0.providers[id]?.roots.map(SettingValue.list)
            } set: { config, value in
                if case .list(let roots) = value { config.providers[id, default: .init()].roots = roots }
            },
        ]
    }

    private static let recording: [Setting] = [
        .text(
            "recording.directory", .folder, \.recording.directory,
            "Where recordings go that name no place; always allowed."),
        .list("recording.allowedRoots", .roots, \.recording.allowedRoots, "More folders that chat may name."),
    ]

    private static let render: [Setting] = [
        Setting("render.timeZone", .timeZone, "The zone of times: local, or a name such as Europe/Paris.") {
            .text($0.render.timeZone.description)
        } set: { config, value in
            if case .text(let name) = value { config.render.timeZone = name == "local" ? .local : .named(name) }
        },
        .toggle("render.thinking", \.render.thinking, "Show what the assistant thought."),
        .toggle("render.toolCalls", \.render.toolCalls, "Show which tools it used."),
        .toggle("render.toolResults", \.render.toolResults, "Show what they answered."),
        .toggle("render.systemEvents", \.render.systemEvents, "Show what the agent itself put in."),
        .toggle("render.italicizeUser", \.render.italicizeUser, "Set the user's own words in italics."),
        .toggle("render.frontMatter", \.render.frontMatter, "Begin Markdown with YAML front matter."),
    ]

    private static let telemetry: [Setting] = [
        .toggle("telemetry.enabled", \.telemetry.isEnabled, "Tell an OpenTelemetry collector what kato does."),
        .text("telemetry.endpoint", .httpAddress, \.telemetry.endpoint, "Where it takes OTLP over HTTP."),
        .word("telemetry.encoding", \.telemetry.encoding, "How messages are written."),
        .toggle("telemetry.logs", \.telemetry.logs, "Send events as log records."),
        .toggle("telemetry.metrics", \.telemetry.metrics, "Send metrics."),
        .toggle("telemetry.traces", \.telemetry.traces, "Send spans."),
        .word(
            "telemetry.conversations", \.telemetry.conversations,
            "Send conversations as gen_ai spans: never, without their words, or with them but without secrets."),
    ]

    private static let flagService: [Setting] = [
        .toggle("flagService.enabled", \.flagService.isEnabled, "Ask a flag service, before the file decides."),
        .text("flagService.endpoint", .httpAddress, \.flagService.endpoint, "Where it speaks OFREP over HTTP."),
        .text(
            "flagService.tokenFile", .file, \.flagService.tokenFile,
            "The file with the token that it wants, readable by you alone; empty for none."),
        .text(
            "flagService.certificateFile", .file, \.flagService.certificateFile,
            "The file of certificates to trust with https; empty for the system's."),
        .word(
            "flagService.context", \.flagService.context,
            "What it is told: the agent and the command, the conversation's ids too, or folder and branch as well."),
        .number(
            "flagService.pollSeconds", 5...86400, \.flagService.pollSeconds,
            "Seconds between two questions whether a flag has changed."),
    ]

    private static let operations: [Setting] = [
        .word("logging.operational", \.logging.operational, "Least level of the operational log."),
        .word("logging.journald", \.logging.journald, "Least level of what goes to journald, under systemd."),
        .number(
            "ingest.sweepSeconds", 1...3600, \.ingest.sweepSeconds,
            "Seconds between two looks at all folders, whatever notifications said."),
        .word(
            "redaction.mode", \.redaction.mode, "What is done about secrets in what leaves the journal.",
            standsForGroup: true),
        .list("redaction.allow", .texts, \.redaction.allow, "Secrets that stay, each as it stands in the text."),
        .list("redaction.rules", .paths, \.redaction.rules, "Files with more kinds of secrets."),
        .word("sandbox", \.sandbox, "Whether the kernel keeps the daemon to its folders."),
    ]
}
