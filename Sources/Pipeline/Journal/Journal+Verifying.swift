import Foundation
import GRDB
package import KatoModel

extension Journal {
    /// The records of a batch that the journal does not hold byte for byte.
    package func missing(_ batch: EventBatch) async throws -> [NormalizedRecord] {
        try await pool.read { db in
            let statement = try db.cachedStatement(sql: "SELECT raw FROM records WHERE key = ?")
            return try batch.records.filter { record in
                let raw = batch.buffer[record.bytes]
                let known = try Data.fetchOne(statement, arguments: [record.key.data])
                if let known, known.elementsEqual(raw) { return false }
                // A record under the id of another one is kept beside it.
                let variant = RecordRow.variantKey(of: record)
                guard let other = try Data.fetchOne(statement, arguments: [variant.data]) else { return true }
                return !other.elementsEqual(raw)
            }
        }
    }
}
