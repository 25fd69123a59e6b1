package import StrictJSON

/// One thing that `state.clean` looked at, and what became of it.
package struct CleanItem: WireValue {
    /// `log`, `recording` or `session`.
    package let kind: String
    /// The path, or kato's id of the conversation.
    package let name: String
    /// For people: a title, or what was written when.
    package let detail: String?
    /// Why it was kept; `nil` when it was removed, or would be.
    package let keptBecause: String?

    package init(kind: String, name: String, detail: String? = nil, keptBecause: String? = nil) {
        self.kind = kind
        self.name = name
        self.detail = detail
        self.keptBecause = keptBecause
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The item")
        kind = try reader.string("kind")
        name = try reader.string("name")
        detail = try reader.optionalString("detail")
        keptBecause = try reader.optionalString("keptBecause")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "kind": .string(kind), "name": .string(name), "detail": .text(detail), "keptBecause": .text(keptBecause),
        ]
    }
}
