import FileAccess
import KatoJournal
import KatoModel
import KatoObservability

extension StorePatience {
    /// For everything that is kept in the state folder, the journal and the audit log, once it has been opened: a line
    /// in the log when something waits and when all goes on.
    convenience init(journal path: String, clock: any Clock<Duration>, emitter: EventEmitter) {
        self.init(
            clock: clock, fault: { Self.fault($0, journal: path) },
            onWait: { emitter.emit(JournalWriteFailed(path: path, reason: $0.code, willRetry: true)) },
            onResume: { emitter.emit(JournalWriteResumed(path: path)) })
    }

    /// The same for opening it: waits for space alone, because anything else is for whoever starts the daemon to know.
    convenience init(
        opening path: String, in folder: String, clock: any Clock<Duration>,
        onWait: @escaping @Sendable (any DescribedError) -> Void
    ) {
        self.init(
            clock: clock,
            fault: { error in
                guard let fault = Self.fault(error, journal: path) else { return nil }
                let isFull = fault.code == JournalError.Code.full.rawValue || Self.isFull(folder)
                return isFull ? Journal.full(path, cause: error) : nil
            }, onWait: onWait)
    }

    private static func fault(_ error: any Error, journal path: String) -> (any DescribedError)? {
        if let error = error as? ObservabilityError { return error.mayPass ? error : nil }
        return Journal.passing(error, path: path)
    }

    /// Less than what an empty journal takes.
    private static func isFull(_ folder: String) -> Bool {
        FreeSpace.bytes(at: folder).map { $0 < 1 << 20 } ?? false
    }
}
