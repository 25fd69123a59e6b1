/// A line of which only the beginning was taken, because it is longer than is read whole.
package struct CutLine: Sendable, Hashable {
    /// Where the line begins.
    package let offset: UInt64
    /// The bytes that were left out, the line end included.
    package let leftOut: Range<UInt64>

    package init(offset: UInt64, leftOut: Range<UInt64>) {
        self.offset = offset
        self.leftOut = leftOut
    }
}
