package import KatoModel
package import StrictJSON

/// One thing that `state.clean` looked at, and what became of it.
package struct CleanItem: WireValue {
    /// `log`, `recording` or `session`.
    package let kind: String
    /// The path, or kato's id of the conversation.
    package let name: String
    /// For people: the conversation's title.
    package let detail: String?
    /// When something was last added to it.
    package let lastAt: Timestamp?
    /// Why it was kept; `nil` when it was removed, or would be.
    package let keptBecause: String?

    package init(
        kind: String, name: String, detail: String? = nil, lastAt: Timestamp? = nil, keptBecause: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.detail = detail
        self.lastAt = lastAt
        self.keptBecause = keptBecause
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The item")
        kind = try reader.string("kind")
        name = try reader.string("name")
        detail = try reader.optionalString("detail")
        lastAt = try reader.optionalTime("lastAt")
        keptBecause = try reader.optionalString("keptBecause")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "kind": .string(kind), "name": .string(name), "detail": .text(detail), "lastAt": .time(lastAt),
            "keptBecause": .text(keptBecause),
        ]
    }
}
