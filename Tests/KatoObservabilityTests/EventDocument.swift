import Foundation
import KatoObservability

/// The page about events, made from the events themselves: their sentences in the code, and what samples of them say.
enum EventDocument {
    /// Every type of event in the code, with the sentence above it.
    static let declared: [String: String] = {
        var found: [String: String] = [:]
        let folder = root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        for file in files ?? [] where file.pathExtension == "swift" {
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            var comment: [Substring] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if let match = line.firstMatch(of: /struct (\w+)\b.*: .*\bInternalEvent\b/) {
                    found[String(match.1)] = comment.joined(separator: " ")
                }
                let trimmed = line.drop { $0 == " " }
                if trimmed.hasPrefix("///") { comment.append(trimmed.dropFirst(4)) } else { comment = [] }
            }
        }
        return found
    }()

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func type(_ event: any InternalEvent) -> String { "\(Swift.type(of: event))" }

    static var text: String {
        let byName = Dictionary(grouping: EventSamples.all, by: \.name)
        return head + byName.keys.sorted().map { section($0, byName[$0] ?? []) }.joined()
    }

    private static func section(_ name: String, _ samples: [any InternalEvent]) -> String {
        guard let first = samples.first else { return "" }
        let levels = unique(samples.map(\.level.rawValue)).joined(separator: " or ")
        let audited = samples.compactMap(\.audit)
        let decisions = unique(audited.map(\.decision.rawValue)).joined(separator: " or ")
        var text = "\n## \(name)\n\n\(declared[type(first)] ?? "")\n\nLevel: \(levels)."
        if !audited.isEmpty { text += " Audit log: \(audited.count < samples.count ? "sometimes " : "")\(decisions)." }
        let fields = unique(samples.flatMap(\.fields).map { "`\($0.0)` (\(kind($0.1)))" })
        if !fields.isEmpty { text += " Fields: \(fields.joined(separator: ", "))." }
        let metrics = unique(
            samples.flatMap(\.metrics).map { metric in
                let attributes = metric.attributes.keys.sorted().map { " by `\($0)`" }.joined()
                return "`\(metric.name)` (\(metric.kind.rawValue), \(metric.unit)\(attributes))"
            })
        if !metrics.isEmpty { text += " Metrics: \(metrics.joined(separator: ", "))." }
        if let span = samples.compactMap(\.span).first { text += " Span: `\(span.name)`." }
        return text + "\n"
    }

    private static func kind(_ value: FieldValue) -> String {
        switch value {
        case .string: "text"
        case .int: "number"
        case .bool: "true or false"
        }
    }

    private static func unique(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static let head = """
        # Events

        Made from the code by `make docs`; a test holds the two together. Whatever kato does or notices is one of these \
        events, and each is declared in one place: the operational log, journald, the audit log, metrics and traces all \
        come from it. None holds the text of a conversation.

        A line of `operational.jsonl` is `{"schemaVersion":1,"time":…,"level":…,"event":…,"fields":{…}}`. A line of \
        `audit.jsonl` has `decision`, `reason`, the fields beside them, and `prev` and `hash` of the chain; it is written \
        whatever the levels are. Under systemd an entry of the journal has `MESSAGE`, `PRIORITY`, `KATO_EVENT` and each \
        field as `KATO_…`: `journalctl --user KATO_EVENT=recording.paused`. Every event also counts in the metric \
        `kato.events` by `kato.event` and `kato.level`. Levels: [configuration](user/configuration.md).

        """
}
