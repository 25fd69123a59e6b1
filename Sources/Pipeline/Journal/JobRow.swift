import Foundation
import GRDB
import KatoModel
import StrictJSON

/// The table `jobs`: at most one write under way for each recording.
enum JobRow {
    static func save(_ db: Database, _ job: WriteJob, recording: String) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO jobs (recording, action, period, payload, blocks, base_device, base_inode,
                    base_size, done_seq, done_line, render_state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            recording, job.action.rawValue, job.periodID, Data(job.payload), text(job.blocks),
            Int64(bitPattern: job.base.device), Int64(bitPattern: job.base.inode), Int64(job.base.size),
            job.done.sequence, job.done.line, job.renderState,
        ])
    }

    static func fetch(_ db: Database, recording: String) throws -> WriteJob? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM jobs WHERE recording = ?")
        guard let row = try Row.fetchOne(statement, arguments: [recording]) else { return nil }
        guard let action = WriteJob.Action(rawValue: row["action"]) else {
            throw JournalError(
                .unreadable, "A write under way is of a kind that this version does not know.",
                hint: "Run the newer kato that began it.")
        }
        let payload: Data = row["payload"]
        return WriteJob(
            action: action, periodID: row["period"], payload: [UInt8](payload), blocks: try blocks(row["blocks"]),
            base: LandedFile(
                device: UInt64(bitPattern: row["base_device"] as Int64),
                inode: UInt64(bitPattern: row["base_inode"] as Int64), size: UInt64(row["base_size"] as Int64)),
            done: EventPosition(sequence: row["done_seq"], line: row["done_line"]), renderState: row["render_state"])
    }

    private static func text(_ blocks: [PlacedBlock]) -> String {
        JSONValue.array(
            blocks.map { [.string($0.id), .int(Int64($0.offset)), .int(Int64($0.length)), .string($0.digest)] }
        ).text()
    }

    private static func blocks(_ text: String) throws -> [PlacedBlock] {
        try (JSONValue.parse(text).arrayValue ?? []).compactMap { value in
            guard let fields = value.arrayValue, fields.count == 4, let id = fields[0].stringValue,
                let offset = fields[1].intValue, let length = fields[2].intValue, let digest = fields[3].stringValue
            else { return nil }
            return PlacedBlock(id: id, offset: UInt64(offset), length: Int(length), digest: digest)
        }
    }
}
