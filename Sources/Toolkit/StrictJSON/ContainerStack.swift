/// Which of the open containers are objects, one bit each; the first 64 need no memory of their own.
struct ContainerStack {
    private(set) var count = 0
    private var bits: UInt64 = 0
    private var older: [UInt64] = []

    var isEmpty: Bool { count == 0 }
    /// Whether the innermost container is an object.
    var topIsObject: Bool { bits & 1 == 1 }

    mutating func push(isObject: Bool) {
        if count > 0, count.isMultiple(of: 64) {
            older.append(bits)
            bits = 0
        }
        bits = bits << 1 | (isObject ? 1 : 0)
        count += 1
    }

    mutating func pop() {
        count -= 1
        bits >>= 1
        if count > 0, count.isMultiple(of: 64) { bits = older.removeLast() }
    }
}
