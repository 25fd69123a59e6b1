/// Cuts a stream of bytes into lines, however the bytes arrive.
///
/// A line ends with LF, and a CR before it is dropped. Take all lines after each ``append(_:)``: then no more than one
/// line and one chunk are held, and a line that is too long is noticed at once.
public struct LineBuffer: Sendable {
    private let maximumLength: Int
    private var bytes: [UInt8] = []
    /// Where the line that is not taken yet begins.
    private var start = 0
    /// Up to here there is no line end, so bytes that trickle in are looked at once.
    private var searched = 0
    private var hasOverflowed = false

    /// An empty buffer; the greatest length is that of a line without its LF.
    public init(maximumLength: Int = Limits().maximumLineLength) {
        self.maximumLength = maximumLength
    }

    /// Bytes that were appended and not taken.
    public var pendingCount: Int { bytes.count - start }

    /// Adds what a read returned. After an overflow it is thrown away.
    public mutating func append(_ chunk: some Collection<UInt8>) {
        guard !hasOverflowed else { return }
        compact()
        bytes.append(contentsOf: chunk)
    }

    /// The next complete line without its end; `nil` when more bytes are needed. Throws again after an overflow.
    public mutating func next() throws(LineOverflow) -> [UInt8]? {
        let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
        searched = end ?? bytes.count
        guard !hasOverflowed, searched - start <= maximumLength else {
            hasOverflowed = true
            bytes = []
            start = 0
            searched = 0
            throw LineOverflow(maximumLength: maximumLength)
        }
        guard let end else { return nil }
        defer {
            start = end + 1
            searched = start
        }
        return Self.withoutReturn(bytes[start..<end])
    }

    /// The rest after the last line end, when the peer has closed its side; `nil` when there is none.
    public mutating func finish() -> [UInt8]? {
        defer {
            bytes = []
            start = 0
            searched = 0
        }
        return pendingCount > 0 ? Self.withoutReturn(bytes[start...]) : nil
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    private mutating func compact() {
        guard start > 0 else { return }
        bytes.removeFirst(start)
        searched -= start
        start = 0
    }
}
