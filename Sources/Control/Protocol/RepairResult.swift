package import StrictJSON

/// How a recorded file compares with what was put into it.
package struct RepairResult: WireValue {
    /// Absolute.
    package let path: String
    /// Recorded blocks in the file.
    package let blocks: Int
    /// Of those, blocks whose text was changed.
    package let edited: Int
    /// Of those, blocks of which only the beginning is there.
    package let torn: Int
    /// Blocks that should be there and are not.
    package let missing: Int
    /// Blocks that the user deleted.
    package let deleted: Int
    /// Blocks that are there more than once.
    package let doubled: Int
    /// Writes that wait to be completed.
    package let unfinished: Int
    /// Blocks that this call put back.
    package let restored: Int

    package init(
        path: String, blocks: Int, edited: Int, torn: Int, missing: Int, deleted: Int, doubled: Int, unfinished: Int,
        restored: Int
    ) {
        self.path = path
        self.blocks = blocks
        self.edited = edited
        self.torn = torn
        self.missing = missing
        self.deleted = deleted
        self.doubled = doubled
        self.unfinished = unfinished
        self.restored = restored
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The repair")
        path = try reader.string("path")
        blocks = try reader.count("blocks")
        edited = try reader.count("edited")
        torn = try reader.count("torn")
        missing = try reader.count("missing")
        deleted = try reader.count("deleted")
        doubled = try reader.count("doubled")
        unfinished = try reader.count("unfinished")
        restored = try reader.count("restored")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "path": .string(path),
            "blocks": .count(blocks),
            "edited": .count(edited),
            "torn": .count(torn),
            "missing": .count(missing),
            "deleted": .count(deleted),
            "doubled": .count(doubled),
            "unfinished": .count(unfinished),
            "restored": .count(restored),
        ]
    }
}
