/// How often a watched file had been read at some moment. Two that are equal say that nobody read it in between.
public struct ReadMark: Sendable, Hashable {
    /// Which watching this belongs to: before it began, and while the system had too much to tell, anything may have
    /// happened.
    let watching: UInt64
    let readings: UInt64

    public init(watching: UInt64, readings: UInt64) {
        self.watching = watching
        self.readings = readings
    }
}
