extension String {
    /// How often `part` stands in it, without overlaps.
    func occurrences(of part: String) -> Int {
        ranges(of: part).count
    }
}
