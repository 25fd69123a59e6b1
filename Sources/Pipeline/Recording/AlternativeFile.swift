import FileAccess
import KatoModel
import KatoObservability

/// Gives a recording another name, because the file it was meant for is not kato's to replace.
struct AlternativeFile: Sendable {
    let context: RecordingContext

    /// Alternatives tried for a name that is taken.
    private static let nameAttempts = 2...999

    func divert(_ plan: RecordingPlan, reason: RecordingDiverted.Reason) async throws -> RecordingWriter.Step {
        let anchor = try context.files.anchor(plan.destination.root)
        let candidate = try firstFree(plan) { components throws(FileAccessError) in
            _ = try anchor.open(components, .create)
        }
        try await context.store.divert(plan.id, to: candidate)
        context.emitter.emit(RecordingDiverted(from: plan.destination.path, to: candidate.path, reason: reason))
        return .progressed(blocks: 0)
    }

    /// Gives what somebody saved, and what stands under a hidden name, a name that they see.
    func putAside(_ hidden: [String], _ plan: RecordingPlan) throws {
        let anchor = try context.files.anchor(plan.destination.root)
        let aside = try firstFree(plan) { components throws(FileAccessError) in
            try anchor.rename(hidden, to: components.last ?? "")
        }
        context.emitter.emit(RecordingPutAside(path: plan.destination.path, aside: aside.path))
    }

    /// The first name beside the destination that `take` can take.
    private func firstFree(_ plan: RecordingPlan, _ take: ([String]) throws(FileAccessError) -> Void) throws
        -> Destination
    {
        let (folder, name) = (plan.destination.components.dropLast(), plan.destination.components.last ?? "")
        for number in Self.nameAttempts {
            let candidate = Destination(
                root: plan.destination.root, components: folder + [AlternativeName.make(name, number)],
                format: plan.destination.format)
            if try Self.isFree({ () throws(FileAccessError) in try take(candidate.components) }) { return candidate }
        }
        throw RecordingError(
            .destinationUnwritable, "Beside \(plan.destination.path) every name up to -999 is taken.",
            hint: "Name another destination.")
    }

    private static func isFree(_ take: () throws(FileAccessError) -> Void) throws(FileAccessError) -> Bool {
        do throws(FileAccessError) {
            try take()
            return true
        } catch  where error.exists {
            return false
        }
    }
}
