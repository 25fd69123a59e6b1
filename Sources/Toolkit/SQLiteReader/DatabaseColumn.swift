/// A value of a row with the name of its column.
public struct DatabaseColumn: Sendable, Hashable {
    public let name: String
    public let value: DatabaseValue
}
