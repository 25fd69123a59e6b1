/// The members of a JSON object in the order in which they were written.
///
/// Lookup is linear and compares bytes: nobody can slow it down by choosing keys that collide in a hash table, and
/// keys that only Unicode normalisation makes equal stay apart. Equality of objects heeds the order of members.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral, Sequence {
    /// One key and its value.
    public struct Member: Sendable, Hashable {
        /// Unescaped.
        public let key: String
        /// Never absent: a member of nothing has the value `null`.
        public let value: JSONValue

        /// Joins the two.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// All members, with every duplicate.
    public private(set) var members: [Member]

    /// An object without members.
    public init() {
        members = []
    }

    /// Takes the members as they are, duplicates included.
    public init(members: [Member]) {
        self.members = members
    }

    /// Takes the members as they are written, duplicates included.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(key: $0.0, value: $0.1) }
    }

    /// The value of the last member with this key.
    ///
    /// Setting leaves one member with the key, in the place of the last one or at the end; setting `nil` removes all.
    public subscript(key: String) -> JSONValue? {
        get {
            members.last { Self.same($0.key, key) }?.value
        }
        set {
            let place = members.lastIndex { Self.same($0.key, key) }
            if let place, let newValue {
                members[place] = Member(key: key, value: newValue)
            } else if let newValue {
                members.append(Member(key: key, value: newValue))
            }
            guard let place else { return }
            let keep = newValue == nil ? members.count : place
            for index in (0...place).reversed() where index != keep && Self.same(members[index].key, key) {
                members.remove(at: index)
            }
        }
    }

    /// How many members have this key.
    public func occurrences(of key: String) -> Int {
        members.reduce(0) { $0 + (Self.same($1.key, key) ? 1 : 0) }
    }

    /// Whether two members have the same key. Sorts the keys, so it costs n log n whatever they are.
    public var hasDuplicateKeys: Bool {
        guard members.count > 1 else { return false }
        let sorted = members.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return zip(sorted, sorted.dropFirst()).contains(where: Self.same)
    }

    /// The number of members, duplicates included.
    public var count: Int { members.count }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }
    /// The keys in order, duplicates included.
    public var keys: [String] { members.map(\.key) }

    /// Goes through the members in order.
    public func makeIterator() -> IndexingIterator<[Member]> {
        members.makeIterator()
    }

    /// Swift's `==` also finds equal what Unicode calls canonically equivalent; JSON does not.
    private static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
    }
}
