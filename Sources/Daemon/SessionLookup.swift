import JSONRPC
import KatoControlProtocol
import KatoModel

/// Finds the conversation that a name means.
struct SessionLookup: Sendable {
    let journal: RedactedJournal

    /// Candidates an error names.
    private static let candidateLimit = 10

    /// - Throws: `not-found`, or `ambiguous` with the candidates.
    func find(_ name: String) async throws(ErrorObject) -> Session {
        let found: [Session]
        do {
            found = try await journal.sessions(matching: name, limit: Self.candidateLimit)
        } catch {
            throw ControlErrorCode.failed.errorObject(
                "The journal could not answer.", hint: "See kato status for problems.", reason: "journal")
        }
        guard let session = found.first else {
            throw ControlErrorCode.notFound.errorObject(
                "No conversation is called \(name.prefix(80)).", hint: "List them with kato sessions list.")
        }
        guard found.count == 1 else {
            throw ControlErrorCode.ambiguous.errorObject(
                "\(name.prefix(80)) could mean \(found.count) conversations.",
                hint: "Give more characters, or provider/id.",
                candidates: found.map { "\($0.key)  \($0.id.short)  \($0.facts.title ?? "")" })
        }
        return session
    }
}
