import FileTail
import StrictJSON

/// The records in a piece of a file of lines: which bytes, and up to where the piece is dealt with.
///
/// A record is a line. A last line without an end is one, too, once it is a whole JSON object, because nothing that is
/// written behind it can make another record of it. So where a record ends does not depend on when somebody looked:
/// several objects on one line, as writers leave them that were killed before the line's end, are several records, and
/// white space between an object and the line's end belongs to the end.
struct LineRecords {
    let records: [Range<Int>]
    /// Bytes that are dealt with; what follows is the beginning of a line.
    let end: Int

    /// - Parameters:
    ///   - isWithinLine: the bytes follow a record whose line had no end yet.
    ///   - isAtEnd: nothing follows the bytes.
    init(in bytes: UnsafeRawBufferPointer, isWithinLine: Bool, isAtEnd: Bool) {
        var records: [Range<Int>] = []
        var end = 0
        for line in LineFramer.lines(in: bytes) {
            let isRest = isWithinLine && end == 0
            end = line.upperBound + 1
            if !isRest || !bytes[line].allSatisfy(Self.isWhite) { Self.add(line, of: bytes, to: &records) }
        }
        if isAtEnd, let objects = Self.objects(in: end..<bytes.count, of: bytes) {
            records += objects
            end = bytes.count
        }
        (self.records, self.end) = (records, end)
    }

    /// The objects that the end of a file is made of, up to white space; `nil` when it is made of anything else.
    private static func objects(in tail: Range<Int>, of bytes: UnsafeRawBufferPointer) -> [Range<Int>]? {
        // Most looks at half a line end here.
        guard let last = bytes[tail].lastIndex(where: { !isWhite($0) }), bytes[last] == UInt8(ascii: "}") else {
            return nil
        }
        var objects: [Range<Int>] = []
        var start = tail.lowerBound
        while start <= last {
            guard let length = JSONReader.objectEnd(in: UnsafeRawBufferPointer(rebasing: bytes[start...last])) else {
                return nil
            }
            objects.append(start..<(start + length))
            start += length
        }
        return objects
    }

    /// The line, or each object that it holds and what else is on it.
    private static func add(_ line: Range<Int>, of bytes: UnsafeRawBufferPointer, to records: inout [Range<Int>]) {
        var line = line
        if let last = bytes[line].last, isWhite(last) {
            guard let object = bytes[line].lastIndex(where: { !isWhite($0) }), bytes[object] == UInt8(ascii: "}") else {
                return records.append(line)
            }
            line = line.lowerBound..<(object + 1)
        }
        while isSuspicious(UnsafeRawBufferPointer(rebasing: bytes[line])),
            let length = JSONReader.objectEnd(in: UnsafeRawBufferPointer(rebasing: bytes[line])), length < line.count
        {
            records.append(line.lowerBound..<(line.lowerBound + length))
            line = (line.lowerBound + length)..<line.upperBound
        }
        records.append(line)
    }

    private static func isWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
    }

    /// Whether more than an object may stand on the line, judged without reading it as JSON.
    private static func isSuspicious(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let last = line.last else { return false }
        return last != UInt8(ascii: "}") || LineFramer.holds(UInt8(ascii: "}"), then: UInt8(ascii: "{"), in: line)
    }
}
