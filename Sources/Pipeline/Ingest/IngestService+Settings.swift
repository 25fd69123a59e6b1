extension IngestService {
    /// Bounds and periods.
    package struct Settings: Sendable {
        /// Sources read at a time. Two keep both decoding and reading busy; more only cost memory.
        package var readers = 2
        /// The whole tree is looked at this often, whatever the notifications said.
        package var sweep: Duration = .seconds(60)
        /// Files that changed lately are looked at this often where nothing tells of changes.
        package var poll: Duration = .seconds(2)
        /// A database is left alone for so long after a look.
        package var databaseRest: Duration = .milliseconds(300)
        /// Ends ``IngestService/run()`` when everything was read once.
        package var stopsWhenCaughtUp = false
        /// Called once, when everything found at the start was read.
        package var onCaughtUp: @Sendable () -> Void = {}
        package var clock: any Clock<Duration> = ContinuousClock()
        package var limits = ReadLimits()

        package init() {}
    }
}
