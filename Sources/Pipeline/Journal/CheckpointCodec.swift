import KatoModel

/// Cursors and fingerprints as text in the database. Versioned by their first character.
enum CheckpointCodec {
    static func text(_ cursor: SourceCursor) -> String {
        switch cursor {
        case .byteOffset(let offset): "b\(offset)"
        case .itemIndex(let index, let anchor): "i\(index):\(anchor)"
        case .opaque(let position): "o\(position)"
        }
    }

    static func cursor(_ text: String) -> SourceCursor? {
        let body = text.dropFirst()
        switch text.first {
        case "b": return UInt64(body).map(SourceCursor.byteOffset)
        case "i":
            guard let colon = body.firstIndex(of: ":"), let index = Int(body[..<colon]) else { return nil }
            return .itemIndex(index, anchor: String(body[body.index(after: colon)...]))
        case "o": return .opaque(String(body))
        default: return nil
        }
    }

    static func text(_ print: SourceFingerprint) -> String {
        let fields: [String] = [
            "1", String(print.device), String(print.inode), String(print.birth), String(print.headLength),
            print.headHash, String(print.anchorLength), print.anchorHash,
        ]
        return fields.joined(separator: " ")
    }

    static func fingerprint(_ text: String) -> SourceFingerprint? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 8, parts[0] == "1", let device = UInt64(parts[1]), let inode = UInt64(parts[2]),
            let birth = Int64(parts[3]), let head = Int(parts[4]), let anchor = Int(parts[6])
        else { return nil }
        return SourceFingerprint(
            device: device, inode: inode, birth: birth, headLength: head, headHash: String(parts[5]),
            anchorLength: anchor, anchorHash: String(parts[7]))
    }
}
