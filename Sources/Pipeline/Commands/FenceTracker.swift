/// Follows fenced code line by line under one reading of Markdown.
///
/// Readers of Markdown disagree on what opens a fence. The scanner runs one tracker a reading and lets a line count
/// only when all of them see it outside, because a command that is not run is repaired by typing it again.
struct FenceTracker {
    /// Which lines open a fence.
    struct Reading {
        /// More leading columns than this make a line no fence.
        var maximumIndent = Int.max
        /// Whether a backtick fence may have backticks after its marker, as in inline code at the start of a line.
        var backticksAfterMarker = false
        /// Whether list markers may stand before the fence.
        var insideLists = false

        /// Any indent, any text after the marker: the widest.
        static let wide = Reading(backticksAfterMarker: true)
        /// CommonMark, outside of lists.
        static let standard = Reading(maximumIndent: 3)
        /// CommonMark, on the same line as a list marker or deep inside a list.
        static let lists = Reading(insideLists: true)
    }

    private let reading: Reading
    private var open: (marker: UInt8, length: Int)?

    init(_ reading: Reading) {
        self.reading = reading
    }

    /// Takes the next line and says whether it is outside of fenced code. Fence lines themselves are inside.
    mutating func isOutside(_ line: some StringProtocol) -> Bool {
        var bytes = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        let indented = Self.columns(line.utf8.prefix(line.utf8.count - bytes.count)) > reading.maximumIndent
        if let open {
            let run = bytes.prefix { $0 == open.marker }.count
            let closes = run >= open.length && bytes.dropFirst(run).allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if closes, !indented { self.open = nil }
            return false
        }
        if reading.insideLists { bytes = Self.afterListMarkers(bytes) }
        guard !indented, let marker = bytes.first, marker == UInt8(ascii: "`") || marker == UInt8(ascii: "~") else {
            return true
        }
        let run = bytes.prefix { $0 == marker }.count
        let inline = marker == UInt8(ascii: "`") && bytes.dropFirst(run).contains(marker)
        guard run >= 3, !inline || reading.backticksAfterMarker else { return true }
        open = (marker, run)
        return false
    }

    /// How wide leading blanks are: a tab goes on to the next multiple of four.
    private static func columns(_ blanks: some Sequence<UInt8>) -> Int {
        blanks.reduce(0) { $1 == 0x09 ? ($0 / 4 + 1) * 4 : $0 + 1 }
    }

    /// What follows `- `, `* `, `+ `, `1. ` and `1) `, also several in a row.
    private static func afterListMarkers<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence
    where Bytes.SubSequence: Collection<UInt8> {
        var rest = bytes[...]
        while true {
            let digits = rest.prefix { (0x30...0x39).contains($0) }.count
            let after = rest.dropFirst(digits)
            let marks: [UInt8] = digits > 0 ? Array(".)".utf8) : Array("-*+".utf8)
            guard let mark = after.first, marks.contains(mark), after.dropFirst().first == 0x20 else { return rest }
            rest = after.dropFirst().drop { $0 == 0x20 }
        }
    }
}
