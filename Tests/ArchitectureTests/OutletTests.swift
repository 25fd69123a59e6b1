import Testing

/// Texts of conversations leave the journal through the gate for secrets alone.
@Suite struct OutletTests {
    /// What gives out titles or texts.
    private static let readers = [
        "sessions(", "session(", "events(", "recordableEvents(", "plan(", "recentCommands(", "overview(",
    ]

    @Test func `only the redacted journal asks the journal for texts`() throws {
        var asked = 0
        for (file, lines) in try SwiftSources.lines(in: "Daemon") {
            let isOutlet = file.contains("RedactedJournal")
            for line in lines {
                for reader in Self.readers where line.contains("journal.\(reader)") {
                    asked += isOutlet ? 1 : 0
                    // The backend calls its outlet `journal`, which is typed as one.
                    let holdsOutlet = ["DaemonBackend.swift", "SessionLookup.swift", "StatusProjection.swift"].contains
                    {
                        file.hasSuffix($0)
                    }
                    #expect(isOutlet || holdsOutlet, "\(file): \(line)")
                }
                #expect(isOutlet || !line.contains("outlet.journal"), "\(file): \(line)")
                let handsOut = line.contains("store: parts.journal") || line.contains("store: journal")
                #expect(!handsOut, "\(file): \(line)")
            }
        }
        #expect(asked > 5)
    }

    @Test func `whoever answers on the socket holds the redacted journal`() throws {
        for (file, lines) in try SwiftSources.lines(in: "Daemon")
        where ["DaemonBackend.swift", "SessionLookup.swift", "StatusProjection.swift"].contains(where: file.hasSuffix) {
            for line in lines where line.contains(": Journal") || line.contains("parts.journal") {
                Issue.record("\(file): \(line)")
            }
        }
    }
}
