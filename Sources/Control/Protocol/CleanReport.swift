package import StrictJSON

/// What `state.clean` removed, or would remove.
package struct CleanReport: WireValue {
    package let isDryRun: Bool
    package let items: [CleanItem]
    /// Whether there is more than one call removes: repeat it.
    package let hasMore: Bool

    package init(isDryRun: Bool, items: [CleanItem], hasMore: Bool) {
        self.isDryRun = isDryRun
        self.items = items
        self.hasMore = hasMore
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The report")
        isDryRun = try reader.flag("dryRun")
        items = try reader.values("items")
        hasMore = try reader.flag("hasMore")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        ["dryRun": .bool(isDryRun), "items": .list(items), "hasMore": .bool(hasMore)]
    }
}
