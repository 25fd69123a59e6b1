import Synchronization

/// Has its flags from a document that can be read again.
///
/// A document that is wrong at the start is an error of the provider; one that is wrong later leaves the flags as they
/// were and makes the provider stale.
public final class FlagFileProvider: FeatureProvider {
    public let metadata: ProviderMetadata
    private let flags: InMemoryProvider
    private let read: @Sendable () throws -> [UInt8]
    private let events = Mutex<ProviderEvents?>(nil)

    /// - Parameter read: gives the document's bytes, see ``FlagDocument``.
    public init(name: String = "File Provider", read: @escaping @Sendable () throws -> [UInt8]) {
        metadata = ProviderMetadata(name: name)
        flags = InMemoryProvider(flags: [:])
        self.read = read
    }

    public func initialize(_ context: EvaluationContext, events: ProviderEvents) throws {
        flags.update(flags: try FlagDocument.parse(try read()))
        flags.initialize(context, events: events)
        self.events.withLock { $0 = events }
    }

    public func shutdown() {
        flags.shutdown()
        events.withLock { $0 = nil }
    }

    /// Reads the document again.
    public func reload() {
        let events = events.withLock { $0 }
        do {
            flags.update(flags: try FlagDocument.parse(try read()))
            events?.emit(.ready)
        } catch {
            events?.emit(.stale, EventDetails(message: FlagError(error).message))
        }
    }

    public func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) throws -> FlagResolution {
        try flags.resolve(flagKey, type: type, context: context)
    }
}
