/// The tokens of one request to a model.
///
/// Agents tell of the same request on several lines, with growing numbers while the answer streams in, and once more
/// in forks. So it is counted once for each request, with the largest output that was told.
package struct TokenUsage: Sendable, Hashable {
    /// The agent's own id of the request.
    package let request: String
    /// Tokens that were read anew; what came from or went into a cache is not among them.
    package let input: Int
    package let output: Int
    package let cacheRead: Int
    package let cacheWrite: Int

    package init(request: String, input: Int, output: Int, cacheRead: Int, cacheWrite: Int) {
        self.request = request
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
    }
}
