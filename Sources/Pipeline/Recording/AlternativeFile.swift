import FileAccess
import KatoModel
import KatoObservability

/// Gives a recording another name, because the file it was meant for is not kato's to replace.
struct AlternativeFile: Sendable {
    let context: RecordingContext

    /// Alternatives tried for a name that is taken.
    private static let nameAttempts = 2...999

    func divert(_ plan: RecordingPlan, reason: RecordingDiverted.Reason) async throws -> RecordingWriter.Step {
        guard let name = plan.destination.components.last else { return .idle }
        let folder = Array(plan.destination.components.dropLast())
        let anchor = try context.files.anchor(plan.destination.root)
        for number in Self.nameAttempts {
            let candidate = Destination(
                root: plan.destination.root, components: folder + [AlternativeName.make(name, number)],
                format: plan.destination.format)
            guard try createIfFree(candidate.components, anchor) else { continue }
            try await context.store.divert(plan.id, to: candidate)
            context.emitter.emit(RecordingDiverted(from: plan.destination.path, to: candidate.path, reason: reason))
            return .progressed(blocks: 0)
        }
        throw RecordingError(
            .destinationUnwritable, "Beside \(plan.destination.path) every name up to -999 is taken.",
            hint: "Name another destination.")
    }

    private func createIfFree(_ components: [String], _ anchor: any DirectoryAnchor) throws -> Bool {
        do throws(FileAccessError) {
            _ = try anchor.open(components, .create)
            return true
        } catch  where error.exists {
            return false
        }
    }
}
