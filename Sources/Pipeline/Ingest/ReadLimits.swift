/// Bounds of one read.
package struct ReadLimits: Sendable {
    /// Bytes read in one go; a longer record makes one read longer.
    package var chunk = 1 << 20
    /// The longest record that is read whole; SQLite takes at most a gigabyte. Of a longer line the beginning is kept.
    package var record = 512 << 20
    /// What is read of a companion file at most, from its end: these hold a path, a few settings, or a list that grows.
    package var companion = 1 << 20

    package init() {}
}
