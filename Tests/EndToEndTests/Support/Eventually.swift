import Testing

/// Looks again and again until `condition` holds, for at most `limit`; then it is an issue of the test.
///
/// The limit is generous because it only says how long a failing test takes.
func eventually(
    _ what: String, within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("It did not happen within \(limit): \(what)", sourceLocation: sourceLocation)
    throw DidNotHappen(what: what)
}

struct DidNotHappen: Error {
    let what: String
}
