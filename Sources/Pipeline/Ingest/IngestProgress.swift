import KatoModel

/// How far reading has come: for status.
package struct IngestProgress: Sendable, Hashable {
    /// Sources known below the roots.
    package var sources = 0
    /// Sources not yet read to their end.
    package var waiting = 0
    /// Bytes read and handed on since the start.
    package var bytesRead: UInt64 = 0
    /// Records read and handed on since the start.
    package var recordsRead = 0
    /// True once everything found at the start was read.
    package var isLive = false
    /// Bytes known to be waiting in sources that are not read to their end.
    package var bytesWaiting: UInt64 = 0
    /// Directories the system would not watch.
    package var unwatchedDirectories = 0
    /// Directories that are watched but were found not to tell what happens in them.
    package var silentDirectories = 0
    /// Sources that could not be read, with a sentence why.
    package var unreadable: [String: String] = [:]
    /// Bytes at the end of a source that are no complete record yet.
    package var unfinished: [String: UInt64] = [:]

    /// Lines of which only the beginning was taken, by source.
    package var cutLines: [String: [CutLine]] = [:]

    package init() {}

    /// Of a line of `length` bytes at `offset` the first `kept` were taken.
    mutating func noteCut(_ path: String, at offset: UInt64, length: UInt64, kept: Int) {
        let line = CutLine(offset: offset, leftOut: (offset + UInt64(kept))..<(offset + length + 1))
        if cutLines[path]?.contains(line) != true { cutLines[path, default: []].append(line) }
    }

    /// A source was read to its end. Only a position in bytes tells how many are left.
    mutating func noteEnd(_ checkpoint: SourceCheckpoint, of path: String) {
        guard case .byteOffset(let offset) = checkpoint.cursor else { return }
        unfinished[path] = checkpoint.size > offset ? checkpoint.size - offset : nil
    }
}
