/// Finds the items of one array in a JSON document that arrives in pieces, without keeping it.
///
/// It knows brackets and strings and no more of JSON: what is inside an item is for the decoder to judge. A value, so
/// that a place in a document is a copy of its scanner.
struct DocumentScanner: Sendable {
    /// What stands at the place where ``next(in:at:)`` stopped.
    enum Mark: Hashable, Sendable {
        /// The next byte is the first of an item.
        case itemStart
        /// The byte before was the last of an item.
        case itemEnd
        /// The byte before opened the array.
        case arrayStart
        /// The next byte closes the array.
        case arrayEnd
        /// The document is complete.
        case end
        /// This is no JSON document.
        case broken
    }

    private let key: [UInt8]
    private var depth = 0
    private var isRootObject = false
    private var isDone = false
    private var isInString = false
    private var isEscaped = false
    /// At the top level: the next string is a member's name.
    private var expectsKey = false
    /// How many bytes of the name agree with ``key``; `nil` outside of names and after a difference.
    private var matched: Int?
    private var isKeyFound = false
    private var isInItems = false
    private var hadItems = false
    private var isInItem = false
    /// The item is a number or a word, which only the byte after it ends.
    private var isScalar = false

    init(itemsKey key: String) {
        self.key = Array(key.utf8)
    }

    /// Goes on from `index` to the next mark; `nil` when the bytes are used up.
    mutating func next(in bytes: UnsafeRawBufferPointer, at index: inout Int) -> Mark? {
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                index += 1
                if let mark = stringByte(byte) { return mark }
            } else if let mark = structuralByte(byte, &index) {
                return mark
            }
        }
        return nil
    }

    private mutating func stringByte(_ byte: UInt8) -> Mark? {
        if isEscaped {
            (isEscaped, matched) = (false, nil)
        } else if byte == UInt8(ascii: "\\") {
            (isEscaped, matched) = (true, nil)
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            if expectsKey, depth == 1 { isKeyFound = matched == key.count }
            matched = nil
            return endOfItem()
        } else if let count = matched {
            matched = count < key.count && key[count] == byte ? count + 1 : nil
        }
        return nil
    }

    private mutating func structuralByte(_ byte: UInt8, _ index: inout Int) -> Mark? {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D:
            if let mark = endOfScalar() { return mark }
            index += 1
            return nil
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if let mark = startOfItem() { return mark }
            index += 1
            return open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if let mark = endOfScalar() { return mark }
            if isInItems, depth == 2 {
                isInItems = false
                return .arrayEnd
            }
            index += 1
            return close()
        case UInt8(ascii: ","):
            if let mark = endOfScalar() { return mark }
            if depth == 1 { (expectsKey, isKeyFound) = (isRootObject, false) }
            index += 1
        case UInt8(ascii: ":"):
            if depth == 1 { expectsKey = false }
            index += 1
        case UInt8(ascii: "\""):
            if let mark = startOfItem() { return mark }
            isInString = true
            if depth == 1, expectsKey { matched = 0 }
            index += 1
        default:
            if let mark = startOfItem() { return mark }
            if isInItem, depth == 2 { isScalar = true }
            index += 1
        }
        return depth == 0 ? .broken : nil
    }

    private mutating func open(_ byte: UInt8) -> Mark? {
        if depth == 0 {
            guard !isDone else { return .broken }
            isRootObject = byte == UInt8(ascii: "{")
            expectsKey = isRootObject
        }
        depth += 1
        guard depth == 2, byte == UInt8(ascii: "["), isKeyFound, !hadItems, isRootObject else { return nil }
        (isInItems, hadItems) = (true, true)
        return .arrayStart
    }

    private mutating func close() -> Mark? {
        guard depth > 0 else { return .broken }
        depth -= 1
        if depth == 0 {
            isDone = true
            return .end
        }
        return endOfItem()
    }

    private mutating func startOfItem() -> Mark? {
        guard isInItems, depth == 2, !isInItem else { return nil }
        isInItem = true
        return .itemStart
    }

    private mutating func endOfItem() -> Mark? {
        guard isInItem, depth == 2 else { return nil }
        (isInItem, isScalar) = (false, false)
        return .itemEnd
    }

    private mutating func endOfScalar() -> Mark? {
        isScalar ? endOfItem() : nil
    }
}
