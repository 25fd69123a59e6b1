package import KatoModel
import StrictJSON

/// Gemini CLI: one JSON document a conversation until the spring of 2026, one JSONL file of changes since.
///
/// The same conversation can stand in several files: a `.jsonl` beside the older `.json`, and folders named by a digest
/// and by a word. Messages have ids of their own, so it stays one conversation.
package struct GeminiProvider: Provider {
    package let id = ProviderID("gemini")

    package init() {}

    /// `.gemini/tmp` in `$GEMINI_CLI_HOME`, or in the home folder.
    package func defaultRoots(environment: [String: String], home: String) -> [String] {
        let configured = environment["GEMINI_CLI_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        var folder = configured ?? home
        while folder.hasSuffix("/") { folder.removeLast() }
        return [folder + "/.gemini/tmp"]
    }

    /// A conversation is `<project>/chats/session-*`, its sub-agents are below `<project>/chats/<id>`.
    package func claim(_ relativePath: [String]) -> SourceClaim? {
        guard (3...4).contains(relativePath.count), relativePath[1] == "chats", let file = relativePath.last,
            !file.hasPrefix("."), let dot = file.lastIndex(of: ".")
        else { return nil }
        let name = String(file[..<dot])
        let shape: SourceShape
        switch file[dot...] {
        case ".json": shape = .document(DocumentLayout(itemsKey: "messages"))
        case ".jsonl": shape = .lines
        default: return nil
        }
        let companions = GeminiProject.companions(of: relativePath[0])
        if relativePath.count == 4 {
            return SourceClaim(nativeID: relativePath[2], agentID: name, shape: shape)
        }
        guard name.hasPrefix("session-") else { return nil }
        return SourceClaim(nativeID: nil, agentID: nil, shape: shape, companions: companions)
    }

    /// See ``Provider/companionsOutsideRoots``.
    package var companionsOutsideRoots: [String] { [GeminiProject.listFile] }

    /// Projects keep tools' output and logs beside their chats.
    package func mayHoldSources(_ relativePath: [String]) -> Bool {
        relativePath.count == 1 || (relativePath.count <= 3 && relativePath[1] == "chats")
    }

    /// Remembers nothing: every message is whole each time it is written.
    package func decode(_ record: UnsafeRawBufferPointer, memory: inout DecoderMemory) -> DecodedRecord {
        GeminiDecoder.decode(record)
    }

    /// Where the project is. Records name it by its digest only.
    package func facts(_ relativePath: [String], companions: [String: [UInt8]]) -> SessionFacts {
        GeminiProject.facts(relativePath.first ?? "", companions)
    }

    /// Beside the folder with the projects.
    package var settingsFile: String? { "../settings.json" }

    /// `general.sessionRetention`: on, and thirty days, unless the settings say otherwise.
    package func retentionDays(settings: [UInt8]?) -> Int? {
        let retention = settings.flatMap { try? JSONValue.parse($0) }?["general"]?["sessionRetention"]
        guard retention?["enabled"]?.boolValue != false else { return nil }
        return Self.days(retention?["maxAge"]?.stringValue ?? "30d")
    }

    /// A number and `h`, `d`, `w` or `m`; hours count as a day begun.
    private static func days(_ age: String) -> Int? {
        guard let number = Int(age.dropLast()), number > 0 else { return nil }
        return switch age.last {
        case "h": (number + 23) / 24
        case "d": number
        case "w": number.multipliedReportingOverflow(by: 7).partialValue
        case "m": number.multipliedReportingOverflow(by: 30).partialValue
        default: nil
        }
    }
}
