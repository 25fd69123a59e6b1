import KatoModel
import StrictJSON

/// Reads `session_index.jsonl`: a line for each time a thread was named, the last one counts. The first line may be cut
/// off at its start.
enum CodexThreadNames {
    /// `2026-11-24T01-59-15-` before the thread in a rollout's name.
    private static let timeLength = 20

    /// The thread's name as a title; nothing when it has none.
    static func facts(ofRollout file: String, index: [UInt8]) -> SessionFacts {
        var facts = SessionFacts()
        let thread = file.dropFirst("rollout-".count + timeLength).prefix { $0 != "." && $0 != "_" }
        guard !thread.isEmpty else { return facts }
        for line in index.split(separator: 0x0A).reversed() {
            guard let entry = try? JSONValue.parse(Array(line)), entry["id"]?.stringValue == String(thread),
                let name = entry["thread_name"]?.stringValue
            else { continue }
            facts.customTitle = name.isEmpty ? nil : name
            return facts
        }
        return facts
    }
}
