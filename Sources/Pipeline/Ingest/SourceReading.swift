import FileAccess

/// One look at one source, batch by batch. Lives for a turn.
protocol SourceReading {
    /// The turn goes on until the source's end, because going on later would mean to begin anew.
    var staysOpen: Bool { get }

    /// What comes next.
    mutating func next() throws(FileAccessError) -> ReadOutcome
}
