package import StrictJSON

/// A copy of a conversation that was written.
package struct ExportResult: WireValue {
    /// Absolute.
    package let path: String
    /// `markdown`, `jsonl` or `html`.
    package let format: String
    package let blocks: Int
    /// The size of the file.
    package let bytes: Int64
    /// One sentence when something differs from what was asked, such as the name.
    package let note: String?
    /// Where the caller is to put the file that stands at ``path``, and to remove it there; `nil` when it is in place.
    package let target: String?

    package init(path: String, format: String, blocks: Int, bytes: Int64, note: String? = nil, target: String? = nil) {
        self.path = path
        self.format = format
        self.blocks = blocks
        self.bytes = bytes
        self.note = note
        self.target = target
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The export")
        path = try reader.string("path")
        format = try reader.string("format")
        blocks = try reader.count("blocks")
        bytes = try reader.integer("bytes")
        note = try reader.optionalString("note")
        target = try reader.optionalString("target")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "path": .string(path),
            "format": .string(format),
            "blocks": .count(blocks),
            "bytes": .int(bytes),
            "note": .text(note),
            "target": .text(target),
        ]
    }
}
