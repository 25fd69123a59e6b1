import ArgumentParser
import KatoControlClient
import KatoControlProtocol

/// What a shell may complete a conversation's name to.
enum SessionCompletion {
    /// Newest conversations that are offered.
    private static let limit = 100

    /// Asks the running daemon; without one there is nothing to offer, because completing must not take long.
    static let kind = CompletionKind.custom { _, _, prefix in
        guard let client = try? Daemons().client(), let page = try? client.sessions(limit: limit) else { return [] }
        let known = page.sessions
        let short = known.map(\.shortID).filter { $0.hasPrefix(prefix) }
        return short.isEmpty || prefix.utf8.count > 8 ? known.map(\.nativeID).filter { $0.hasPrefix(prefix) } : short
    }
}
