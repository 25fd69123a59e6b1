import Foundation
import KatoTestSupport
import Testing

/// The checklist of sixty path attacks, and where each of its rows is tested.
@Suite struct PathChecklistTests {
    private typealias Place = (file: String, test: String)

    private static let confusion = "SecurityTests/CommandConfusionTests.swift"
    private static let mounted = "SecurityTests/MountedAttackTests.swift"
    private static let table = "SecurityTests/PathAttackTests.swift"

    /// Rows that are not in the table of attacks, or not only there: a file below `Tests` and the words of a test in it.
    private static let places: [Int: Place] = [
        12: (table, "row 12: a name in composed"),
        27: ("SecurityTests/SwapRaceTests.swift", "row 27: a folder exchanged for a link"),
        28: (table, "row 28: a folder that was moved out"),
        30: ("SecurityTests/SwapRaceTests.swift", "row 30: a file exchanged for a link or a FIFO"),
        32: (table, "row 32: a hard link made after"),
        35: (mounted, "row 35: a device is refused"),
        39: (mounted, "row 39: a root on a file system of the system's own"),
        40: (mounted, "row 40: a bind mount inside the root"),
        41: (mounted, "row 41: a root in memory, or made of layers"),
        42: (mounted, "row 42: in a folder that ignores case"),
        48: (table, "row 48: a file of another user"),
        51: ("KatoRecordingTests/SimulatorTests.swift", "whatever fails and whoever saves"),
        52: ("SecurityTests/ChangedRootTests.swift", "row 52: a root that was removed"),
        53: (mounted, "row 53: what is mounted over a folder"),
        54: (table, "row 54: with a umask of nothing"),
        55: (table, "row 55: when a folder cannot be made"),
        56: (confusion, "what only looks like a command in a user's message"),
        57: (confusion, "a command in what no user typed"),
        58: ("EndToEndTests/ExistingFileTests.swift", "row 58: an export leaves a file of the user"),
        59: (confusion, "row 59: a message with very many commands"),
        60: ("EndToEndTests/AuditCanaryTests.swift", "no text of a conversation and no secret is in a log"),
    ]

    @Test func `every row of the checklist is in the table or has a test of its own`() {
        let rows = Set((PathAttack.texts + PathAttack.disks).map(\.row)).union(Self.places.keys)
        #expect(rows == Set(1...60), "missing: \(Set(1...60).subtracting(rows).sorted())")
    }

    @Test func `the tests that it names are there`() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        for (row, place) in Self.places {
            let text = try String(contentsOf: tests.appending(path: place.file), encoding: .utf8)
            #expect(text.contains("func `" + place.test), "row \(row)")
        }
    }
}
