/// How far a source was read, and how to know it again. Stored in the same transaction as the events read up to it.
package struct SourceCheckpoint: Sendable, Hashable {
    package var cursor: SourceCursor
    package var fingerprint: SourceFingerprint
    /// Size and time when the source was last read to its end: when both are unchanged, nothing is read.
    package var size: UInt64
    /// The file's time of change, which unlike that of modification nobody can set back.
    package var modified: Int64

    package init(cursor: SourceCursor, fingerprint: SourceFingerprint, size: UInt64, modified: Int64) {
        self.cursor = cursor
        self.fingerprint = fingerprint
        self.size = size
        self.modified = modified
    }

    /// The byte to read next; 0 for cursors of another sort.
    package var byteOffset: UInt64 {
        if case .byteOffset(let offset) = cursor { offset } else { 0 }
    }
}
