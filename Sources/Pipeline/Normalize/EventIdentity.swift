import Digest
package import KatoModel

/// The definition of "the same conversation", "the same record" and "the same event".
///
/// Everything is derived from what the agent wrote, never from where or when kato read it, so reading a file twice,
/// or split at any byte, gives the same identities in the same order. Version 1; a change here would make every
/// recorded event a new one, so it needs a migration.
package enum EventIdentity {
    /// kato's own UUID namespace: version 5 of the URL namespace and `https://github.com/kato/conversations`.
    private static let namespace: [UInt8] = [
        0x6b, 0x61, 0x74, 0x6f, 0x2d, 0x63, 0x4f, 0x6e, 0xb5, 0x72, 0x73, 0x61, 0x74, 0x69, 0x6f, 0x6e,
    ]

    /// kato's id of a conversation.
    package static func session(_ key: SessionKey) -> SessionID {
        SessionID(rawValue: NameUUID.version5(namespace: namespace, name: key.description))
    }

    /// A record that carries the agent's own id: that id within its conversation.
    static func record(_ session: SessionID, agentID: String?, nativeID: String) -> EventID {
        digest("record", session.rawValue, agentID ?? "", nativeID)
    }

    /// A record without an id: its bytes, after the record with an id that came last before it.
    ///
    /// Agents repeat such records to the letter (a mode, a title), so the bytes alone would make two of them one.
    static func record(_ session: SessionID, agentID: String?, anchor: String, ordinal: Int, digest bytes: EventID)
        -> EventID
    {
        digest("anonymous", session.rawValue, agentID ?? "", anchor, String(ordinal), bytes.description)
    }

    /// The event at `index` of a record.
    static func event(_ record: EventID, index: Int) -> EventID {
        digest("event", record.description, String(index))
    }

    /// An event that more than one record can hold: its name within its conversation.
    static func event(_ session: SessionID, agentID: String?, name: String) -> EventID {
        digest("named", session.rawValue, agentID ?? "", name)
    }

    /// Digest of a record's bytes.
    static func bytes(_ bytes: UnsafeRawBufferPointer) -> EventID {
        let words = ContentHash.sha256Prefix(bytes)
        return EventID(high: words.high, low: words.low)
    }

    private static func digest(_ parts: String...) -> EventID {
        var text: [UInt8] = []
        text.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            // A unit separator keeps ("a", "bc") and ("ab", "c") apart.
            if index > 0 { text.append(0x1F) }
            text.append(contentsOf: part.utf8)
        }
        return text.withUnsafeBytes(bytes)
    }
}
