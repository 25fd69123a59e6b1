import FileAccess
import KatoModel
import Testing

@testable import KatoIngest

/// What a file's status alone says, against the place it was read up to: 100 of its 120 bytes.
@Suite struct FollowDecisionTests {
    static func status(device: UInt64 = 1, inode: UInt64 = 2, size: UInt64 = 120, changed: Int64 = 7) -> FileStatus {
        FileStatus(
            kind: .regular, device: device, inode: inode, size: size, owner: 0, mode: 0o600, links: 1, modified: 7,
            changed: changed)
    }

    static let rows: [(name: String, status: FileStatus, birth: Int64, decision: FollowDecision)] = [
        ("as it was", status(), 3, .unchanged),
        ("grown", status(size: 121), 3, .proceed(from: 100)),
        ("changed at the same size", status(changed: 8), 3, .proceed(from: 100)),
        ("cut to the place", status(size: 100), 3, .proceed(from: 100)),
        ("cut below it", status(size: 99), 3, .startOver(.shrunk)),
        ("another file of the name", status(inode: 9, size: 121), 3, .startOver(.replaced)),
        ("on another disk", status(device: 9, size: 121), 3, .startOver(.replaced)),
        ("another file that got the number", status(size: 121), 4, .startOver(.replaced)),
        ("where births are not known", status(size: 121), 0, .proceed(from: 100)),
    ]

    @Test(arguments: rows.indices)
    func `it goes on, or begins anew`(index: Int) {
        let row = Self.rows[index]
        let checkpoint = SourceCheckpoint(
            cursor: .byteOffset(100), fingerprint: SourceFingerprint(device: 1, inode: 2, birth: 3), size: 120,
            modified: 7)
        #expect(FollowDecision.decide(checkpoint, status: row.status, birth: row.birth) == row.decision, "\(row.name)")
        #expect(FollowDecision.decide(nil, status: row.status, birth: row.birth) == .startOver(.firstSight))
    }
}
