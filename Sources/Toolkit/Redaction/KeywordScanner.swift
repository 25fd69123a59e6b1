/// Finds where any of many keywords may begin, in one pass that takes four places at a time.
///
/// Each place is judged by its four bytes: their hash is looked up in a bit map of 8 KiB, which stays in the fastest
/// cache. Text that holds none of the keywords' beginnings costs a few instructions a byte and no wrong guess.
struct KeywordScanner: Sendable {
    private static let headLength = 4
    /// Makes a letter small in each byte of a word. What else it changes it changes everywhere alike.
    private static let fold: UInt64 = 0x2020_2020_2020_2020

    private var map: [UInt64]
    /// For each hash whose bit is set, where its candidates begin.
    private var first: [UInt16]
    /// By hash, sorted, so that those of one hash stand together.
    private var candidates: [Candidate] = []

    private struct Candidate: Sendable {
        let hash: UInt16
        /// The keyword's head, and which of its bits count.
        let head: UInt32
        let mask: UInt32
        let keyword: Int32
    }

    init(_ keywords: [Literal]) {
        map = Array(repeating: 0, count: 1 << 10)
        first = Array(repeating: 0, count: 1 << 16)
        for (index, keyword) in keywords.enumerated() {
            let (head, mask) = Self.head(of: keyword)
            for hash in Self.hashes(keyword) {
                map[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
                candidates.append(Candidate(hash: hash, head: head, mask: mask, keyword: Int32(index)))
            }
        }
        candidates.sort { ($0.hash, $0.keyword) < ($1.hash, $1.keyword) }
        for (place, candidate) in candidates.enumerated().reversed() { first[Int(candidate.hash)] = UInt16(place) }
    }

    /// Calls `found` with number and place of each keyword that may begin there, from left to right. Whether the
    /// keyword does stand there is for the caller to see.
    @inline(__always)
    func scan(_ text: UnsafeBufferPointer<UInt8>, found: (Int, Int) -> Void) {
        let bytes = UnsafeRawBufferPointer(text)
        map.withUnsafeBufferPointer { map in
            @inline(__always) func bit(_ head: UInt32) -> UInt64 {
                let hash = Self.hash(head)
                return map[Int(hash >> 6)] >> UInt64(hash & 63) & 1
            }
            var place = 0
            while place + 8 <= bytes.count {
                let raw = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
                let word = raw | Self.fold
                let hits =
                    bit(UInt32(truncatingIfNeeded: word)) | bit(UInt32(truncatingIfNeeded: word >> 8)) << 1
                    | bit(UInt32(truncatingIfNeeded: word >> 16)) << 2
                    | bit(UInt32(truncatingIfNeeded: word >> 24)) << 3
                if hits != 0 {
                    for step in 0..<4 where hits >> UInt64(step) & 1 == 1 {
                        report(UInt32(truncatingIfNeeded: raw >> UInt64(8 * step)), place + step, found)
                    }
                }
                place += 4
            }
            while place < bytes.count {
                let head = Self.head(bytes[place...].prefix(Self.headLength))
                if bit(head | UInt32(truncatingIfNeeded: Self.fold)) != 0 { report(head, place, found) }
                place += 1
            }
        }
    }

    @inline(__always)
    private func report(_ head: UInt32, _ place: Int, _ found: (Int, Int) -> Void) {
        let hash = Self.hash(head | UInt32(truncatingIfNeeded: Self.fold))
        candidates.withUnsafeBufferPointer { candidates in
            var index = Int(first[Int(hash)])
            while index < candidates.count, candidates[index].hash == hash {
                let candidate = candidates[index]
                if (head ^ candidate.head) & candidate.mask == 0 { found(Int(candidate.keyword), place) }
                index += 1
            }
        }
    }

    // MARK: - Heads

    private static func hash(_ head: UInt32) -> UInt16 {
        UInt16(truncatingIfNeeded: head &* 0x9E37_79B1 >> 16)
    }

    /// The hash of the first four bytes; a keyword of three goes on with any byte.
    private static func hashes(_ keyword: Literal) -> Set<UInt16> {
        let endings: [[UInt8]] = keyword.count >= headLength ? [[]] : (0...UInt8.max).map { [$0] }
        return Set(
            endings.map {
                hash(head((keyword.bytes + $0).prefix(headLength)) | UInt32(truncatingIfNeeded: fold))
            })
    }

    private static func head(of keyword: Literal) -> (head: UInt32, mask: UInt32) {
        let bytes = keyword.bytes.prefix(headLength)
        let mask = bytes.map { keyword.ignoresCase && ByteSet.lower.contains($0) ? 0xDF : 0xFF as UInt8 }
        return (head(bytes), head(mask))
    }

    private static func head(_ bytes: some Collection<UInt8>) -> UInt32 {
        var head: UInt32 = 0
        for (index, byte) in bytes.enumerated() { head |= UInt32(byte) << UInt32(8 * index) }
        return head
    }
}
