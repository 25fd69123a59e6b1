import KatoModel
import KatoProviders
import StrictJSON

/// Records of Gemini CLI for tests, and what the provider makes of them.
enum GeminiRecords {
    static func decode(_ text: String) -> DecodedRecord {
        decode(Array(text.utf8))
    }

    static func decode(_ bytes: [UInt8]) -> DecodedRecord {
        var memory = DecoderMemory()
        return bytes.withUnsafeBytes { GeminiProvider().decode($0, memory: &memory) }
    }

    /// A message of this type with further fields.
    static func message(_ type: String, _ fields: String) -> DecodedRecord {
        decode(#"{"id":"m1","timestamp":"2026-05-20T17:03:25.018Z","type":"\#(type)",\#(fields)}"#)
    }

    /// The drafts of a message in short.
    static func brief(_ type: String, _ fields: String) -> [String] {
        message(type, fields).drafts.map(DraftText.brief)
    }
}
