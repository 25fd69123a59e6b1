/// A line after the checkpoint that had no end when it was last looked at, so that only what came since is searched.
struct UnfinishedLine: Sendable, Hashable {
    /// Up to here the file held no line end.
    let searched: UInt64
    /// The last bytes before, by which it is seen that they were not written anew.
    let anchorLength: Int
    let anchorHash: String
    /// Whether it was found not to be a whole record as it stands. To read all of a long line for that, each time it
    /// grows, would cost more than the line; so it waits until the line has rested.
    let isJudged: Bool
}
