import Digest
import KatoModel
import StrictJSON

/// The arithmetic of the audit log: every line names the hash of the line before it and carries its own.
///
/// A line's hash is the SHA-256 of the previous hash, as text, followed by the bytes of the line without its `hash`
/// member. A line that was changed, moved or taken out of the middle therefore breaks the chain; lines taken off the
/// end do not.
package enum AuditChain {
    /// What the first line of a log names as the line before it.
    package static let start = String(repeating: "0", count: 64)

    struct Link: Equatable {
        let previous: String
        let hash: String
    }

    /// The line for `members`, without line end, and its hash.
    static func seal(_ members: [JSONObject.Member], previous: String) -> (line: [UInt8], hash: String) {
        let linked = members + [.init(key: "prev", value: .string(previous))]
        let body = JSONValue.object(JSONObject(members: linked)).encoded(.ascii)
        let hash = digest(previous: previous, body: body)
        return (Array(body.dropLast()) + Array(#","hash":"\#(hash)"}"#.utf8), hash)
    }

    /// The link that a line states, when its hash confirms it.
    static func link(of line: some Collection<UInt8>) -> Link? {
        let bytes = Array(line)
        let tailLength = #","hash":""}"#.utf8.count + start.utf8.count
        guard bytes.count > tailLength, let value = try? JSONValue.parse(bytes),
            let previous = value["prev"]?.stringValue, let hash = value["hash"]?.stringValue,
            bytes.suffix(tailLength).elementsEqual(#","hash":"\#(hash)"}"#.utf8)
        else { return nil }
        let body = Array(bytes.dropLast(tailLength)) + [UInt8(ascii: "}")]
        guard digest(previous: previous, body: body) == hash else { return nil }
        return Link(previous: previous, hash: hash)
    }

    private static func digest(previous: String, body: [UInt8]) -> String {
        var stream = SHA256Stream()
        stream.update(previous)
        stream.update(body)
        return Hexadecimal.text(stream.finish())
    }
}
