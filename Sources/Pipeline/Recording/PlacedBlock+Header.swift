import KatoModel

extension PlacedBlock {
    /// Front matter: it belongs to the head of a file and nowhere else.
    var isHeader: Bool { id.hasPrefix("front") }
}
