import Foundation
import KatoModel
import Yams

/// Turns the nodes of version 1 of the file into values. The keys are listed in `ConfigTemplate` too; a test holds
/// the two together.
struct ConfigDecoder {
    let knownProviders: [String]
    let recordingsDirectory: String
    let home: String
    let log: IssueLog

    func decode(_ root: Node?) -> KatoConfig {
        var config = KatoConfig(knownProviders: knownProviders, recordingsDirectory: recordingsDirectory)
        var top = ConfigSection(root, key: "", log: log)
        guard checkVersion(&top) else { return config }
        providers(&config, top.section("providers"))
        recording(&config.recording, top.section("recording"))
        render(&config.render, top.section("render"))
        var logging = top.section("logging")
        config.logging.level = logging.choice("level", default: config.logging.level)
        logging.finish()
        var ingest = top.section("ingest")
        config.ingest.sweepSeconds = ingest.integer("sweepSeconds", in: 1...3600, default: config.ingest.sweepSeconds)
        ingest.finish()
        redaction(&config.redaction, &top)
        config.sandbox = top.choice("sandbox", default: config.sandbox)
        config.flags = FlagRuleDecoder(log: log).decode(top.value("flags"))
        top.finish()
        return config
    }

    /// Whether it makes sense to look at the other keys: not in a file for a newer program.
    private func checkVersion(_ top: inout ConfigSection) -> Bool {
        let current = KatoConfig.schemaVersion
        guard let node = top.value("schemaVersion") else {
            log.add(
                line: top.mark?.line ?? 1, column: top.mark?.column ?? 1, key: "schemaVersion", "The key is missing.",
                hint: "Add the line `schemaVersion: \(current)`.")
            return true
        }
        guard case .scalar(let scalar) = node, scalar.style == .plain, let version = Int(scalar.string), version > 0
        else {
            top.report(
                "schemaVersion", node, "Expected \(current), found \(IssueLog.words(node)).",
                hint: "Write `schemaVersion: \(current)`.")
            return true
        }
        guard version <= current else {
            top.report(
                "schemaVersion", node, "The file has version \(version); this program knows versions up to \(current).",
                hint: "Update kato, or run the newer kato that made the file.")
            return false
        }
        return true
    }

    private func providers(_ config: inout KatoConfig, _ section: ConfigSection) {
        var section = section
        for name in knownProviders {
            var group = section.section(name)
            config.providers[ProviderID(name)] = KatoConfig.Provider(
                isEnabled: group.bool("enabled", default: true),
                roots: group.paths("roots", home: home))
            group.finish()
        }
        section.finish()
    }

    private func recording(_ recording: inout KatoConfig.Recording, _ section: ConfigSection) {
        var section = section
        recording.directory = section.path("directory", home: home) ?? recording.directory
        recording.allowedRoots = section.paths("allowedRoots", home: home) ?? []
        for root in recording.allowedRoots where home == root || home.hasPrefix(root == "/" ? "/" : root + "/") {
            section.report(
                "allowedRoots", nil, "\(IssueLog.quoted(root)) holds your whole home folder.",
                hint: "Name the folders in it that recordings may go to.")
        }
        section.finish()
    }

    private func render(_ render: inout KatoConfig.Render, _ section: ConfigSection) {
        var section = section
        if let (name, node) = section.string("timeZone") {
            render.timeZone = timeZone(name, node, section)
        }
        render.thinking = section.bool("thinking", default: render.thinking)
        render.toolCalls = section.bool("toolCalls", default: render.toolCalls)
        render.toolResults = section.bool("toolResults", default: render.toolResults)
        render.systemEvents = section.bool("systemEvents", default: render.systemEvents)
        render.italicizeUser = section.bool("italicizeUser", default: render.italicizeUser)
        render.frontMatter = section.bool("frontMatter", default: render.frontMatter)
        section.finish()
    }

    /// `redaction: off` is short for a group with only a mode.
    private func redaction(_ redaction: inout KatoConfig.Redaction, _ top: inout ConfigSection) {
        if top.isScalar("redaction") {
            redaction.mode = top.choice("redaction", default: redaction.mode)
            return
        }
        var section = top.section("redaction")
        redaction.mode = section.choice("mode", default: redaction.mode)
        redaction.allow = section.strings("allow") ?? []
        redaction.rules = section.paths("rules", home: home) ?? []
        section.finish()
    }

    private func timeZone(_ name: String, _ node: Node, _ section: ConfigSection) -> TimeZoneChoice {
        if name == "local" { return .local }
        if TimeZone(identifier: name) != nil { return .named(name) }
        let suggestion = Suggestion.nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers + ["local", "UTC"])
        section.report(
            "timeZone", node, "There is no time zone \(IssueLog.quoted(name)).",
            hint: suggestion.map { "Did you mean `\($0)`?" } ?? "Write `local` or a name such as `Europe/Paris`.")
        return .local
    }
}
