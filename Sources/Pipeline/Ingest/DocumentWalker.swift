import Digest
import FileAccess
import KatoModel

/// Walks a document item by item, holding one piece of it at a time. A copy is a place to go on from.
struct DocumentWalker {
    /// What came next.
    enum Step {
        /// An item; its bytes only when they were asked for.
        case item(digest: String, bytes: [UInt8])
        /// The document ended as it should.
        case complete
        /// The file ended within the document.
        case torn
        case broken(atOffset: UInt64)
        /// An item, or the rest of the document, is longer than the limit.
        case tooLong(atOffset: UInt64)
    }

    private let file: any FileContent
    private let limits: ReadLimits
    private var scanner: DocumentScanner
    private var piece: [UInt8] = []
    private var pieceOffset: UInt64 = 0
    private var position = 0
    private var isInItems = false
    private var isComplete = false

    /// The document without its items, as far as the walk has come.
    private(set) var header: [UInt8] = []
    /// How many items came.
    private(set) var count = 0
    /// Digest over all items that came, in order.
    private(set) var chain = ""

    init(file: any FileContent, limits: ReadLimits, itemsKey: String) {
        self.file = file
        self.limits = limits
        scanner = DocumentScanner(itemsKey: itemsKey)
    }

    /// Where the next byte stands in the file.
    var offset: UInt64 { pieceOffset + UInt64(position) }

    /// Goes on to the end of the next item, or of the document.
    mutating func next(keepingBytes: Bool) throws(FileAccessError) -> Step {
        var item: Item?
        while true {
            if position == piece.count, try !readPiece() { return isComplete ? .complete : .torn }
            let start = position
            let mark = piece.withUnsafeBytes { scanner.next(in: $0, at: &position) }
            let passed = piece[start..<position]
            if item != nil {
                item?.take(passed, keepingBytes)
            } else if !isInItems {
                header += passed
            }
            guard item?.length ?? 0 <= limits.record, header.count <= limits.record else {
                return .tooLong(atOffset: offset)
            }
            switch mark {
            case .itemStart: item = Item()
            case .itemEnd:
                guard let item else { return .broken(atOffset: offset) }
                let digest = item.digest
                count += 1
                chain = FingerprintHash.text(Array((chain + digest).utf8))
                return .item(digest: digest, bytes: item.bytes)
            case .arrayStart: isInItems = true
            case .arrayEnd: isInItems = false
            case .end: isComplete = true
            case .broken: return .broken(atOffset: offset)
            case nil: break
            }
        }
    }

    private mutating func readPiece() throws(FileAccessError) -> Bool {
        let next = try file.read(at: offset, count: limits.chunk)
        guard !next.isEmpty else { return false }
        (pieceOffset, position, piece) = (offset, 0, next)
        return true
    }

    /// The item being passed.
    private struct Item {
        private var hash = SHA256Stream()
        private(set) var bytes: [UInt8] = []
        private(set) var length = 0

        mutating func take(_ slice: ArraySlice<UInt8>, _ keepingBytes: Bool) {
            slice.withUnsafeBytes { hash.update($0) }
            length += slice.count
            if keepingBytes { bytes += slice }
        }

        var digest: String { Hexadecimal.text(hash.finish().prefix(8)) }
    }
}
