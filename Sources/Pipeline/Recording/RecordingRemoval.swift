import FileAccess
import KatoModel

/// Removes a recording's file that is not in use, if its whole content still is what kato wrote.
///
/// The journal forgets the recording first, in a transaction that makes sure nobody uses it; then the file goes. A
/// crash in between leaves a file that kato does not know, which is harmless. The file is moved out of its name before
/// it is looked at for the last time, so what somebody saves there meanwhile is never what is removed.
struct RecordingRemoval: Sendable {
    let context: RecordingContext

    /// What became of it.
    enum Outcome: Sendable, Hashable {
        case removed
        case kept(String)
    }

    static let touched = "it holds something that kato did not write"

    func remove(_ destination: Destination, isDryRun: Bool) async throws -> Outcome {
        let ledger = try await context.store.ledger(path: destination.path)
        if let reason = try check(destination, destination.components, ledger) { return .kept(reason) }
        if isDryRun { return .removed }
        guard try await context.store.forgetRecordings(path: destination.path) else {
            return .kept("it has come into use")
        }
        return try delete(destination, ledger)
    }

    /// Why the file stays; `nil` when it may go or is gone already.
    private func check(_ destination: Destination, _ components: [String], _ ledger: [LedgerBlock]) throws -> String? {
        do throws(FileAccessError) {
            let anchor = try context.files.anchor(destination.root)
            let content = try anchor.open(components, .read)
            let status = try content.status()
            guard status.owner == context.owner, status.links == 1 else { return "it has another owner or name" }
            return try isPristine(content, ledger) ? nil : Self.touched
        } catch  where error.isNotFound {
            return nil
        } catch {
            return "it cannot be read (\(error.reason))"
        }
    }

    private func isPristine(_ content: any FileContent, _ ledger: [LedgerBlock]) throws(FileAccessError) -> Bool {
        do {
            return try LedgerCheck.holds(content, only: ledger)
        } catch let error as FileAccessError {
            throw error
        } catch {
            return false
        }
    }

    private func delete(_ destination: Destination, _ ledger: [LedgerBlock]) throws -> Outcome {
        let anchor = try context.files.anchor(destination.root)
        guard let name = destination.components.last, try anchor.status(destination.components) != nil else {
            return .removed
        }
        let hidden = ".kato-removed-\(name)"
        let aside = destination.components.dropLast() + [hidden]
        do throws(FileAccessError) {
            try anchor.rename(destination.components, to: hidden)
        } catch {
            return .kept("it cannot be moved (\(error.reason))")
        }
        if let reason = try check(destination, Array(aside), ledger) {
            // Where the name was taken again meanwhile, the hidden one keeps the bytes.
            try? anchor.rename(Array(aside), to: name)
            return .kept(reason)
        }
        try anchor.remove(Array(aside))
        try anchor.syncParent(destination.components)
        return .removed
    }
}
