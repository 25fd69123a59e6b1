import Digest
import FileAccess
import KatoModel

/// Compares a recorded file with the ledger, and has put back what is missing.
struct RecordingRepair: Sendable {
    let context: RecordingContext

    /// What stands in the file at `path`; `nil` when nothing was recorded into it.
    func report(_ path: String) async throws -> RepairReport? {
        var report = RepairReport(path: path)
        let recordings = try await context.store.recordings(into: path)
        for recording in recordings {
            guard let plan = try await context.store.plan(recording.id) else { continue }
            if plan.job != nil { report.unfinished += 1 }
            let ledger = try await context.store.ledger(of: recording.id)
            do throws(FileAccessError) {
                try count(ledger, plan, in: &report)
            } catch {
                throw DestinationFile.describe(error, plan.destination)
            }
        }
        return recordings.isEmpty ? nil : report
    }

    /// Marks every block that is not in the file as one to be put back.
    ///
    /// - Returns: the recordings concerned.
    func restore(_ path: String) async throws -> [String] {
        let recordings = try await context.store.recordings(into: path)
        for recording in recordings {
            guard let plan = try await context.store.plan(recording.id) else { continue }
            let ledger = try await context.store.ledger(of: recording.id)
            let scan = try file(plan).map {
                try FileScan($0.content, size: $0.status.size, format: plan.destination.format)
            }
            let missing = ledger.map(\.id).filter { scan?.blocks[$0] == nil }
            try await context.store.restoreDeleted(of: recording.id, missing: missing)
        }
        return recordings.map(\.id)
    }

    private func count(_ ledger: [LedgerBlock], _ plan: RecordingPlan, in report: inout RepairReport)
        throws(FileAccessError)
    {
        guard let file = try DestinationFile.openExisting(plan.destination, in: context) else {
            report.missing += ledger.count { !$0.isGivenUp }
            report.deleted += ledger.count { $0.isGivenUp }
            return
        }
        let scan = try FileScan(file.content, size: file.status.size, format: plan.destination.format)
        report.doubled = scan.doubled.count
        for entry in ledger {
            guard let offset = scan.blocks[entry.id] else {
                if entry.isGivenUp { report.deleted += 1 } else { report.missing += 1 }
                continue
            }
            report.blocks += 1
            let bytes = try file.content.read(at: offset, count: entry.block.length)
            if bytes.count < entry.block.length {
                report.torn += 1
            } else if !entry.block.digest.isEmpty, Hexadecimal.text(ContentHash.sha256(bytes)) != entry.block.digest {
                report.edited += 1
            }
        }
    }

    private func file(_ plan: RecordingPlan) throws -> DestinationFile? {
        do throws(FileAccessError) {
            return try DestinationFile.openExisting(plan.destination, in: context)
        } catch {
            throw DestinationFile.describe(error, plan.destination)
        }
    }
}
