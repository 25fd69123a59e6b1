/// One way to torture the daemon.
protocol Experiment {
    func run() throws -> Report
}

/// What came of it.
struct Report {
    let title: String
    let table: Table
    var remarks: [String] = []
    /// Nothing that counts is anything but zero.
    let isClean: Bool
}

/// Something the harness itself could not do; never a finding about the daemon.
struct TortureError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
