package import KatoModel

/// A file is read again from its start, because it is not the one that was read.
package struct SourceReset: InternalEvent {
    package let provider: ProviderID
    package let path: String
    /// `shrunk`, `replaced` or `rewritten`.
    package let reason: String

    package init(provider: ProviderID, path: String, reason: String) {
        self.provider = provider
        self.path = path
        self.reason = reason
    }

    package var name: String { "ingest.source.reset" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("provider", .string(provider.rawValue)), ("path", .string(path)), ("reason", .string(reason))]
    }
}

/// Everything that was there at the start has been read.
package struct BackfillFinished: InternalEvent {
    package let files: Int
    package let bytes: UInt64
    package let records: Int
    /// How long it took.
    package let milliseconds: Int64

    package init(files: Int, bytes: UInt64, records: Int, milliseconds: Int64) {
        self.files = files
        self.bytes = bytes
        self.records = records
        self.milliseconds = milliseconds
    }

    package var name: String { "ingest.backfill.finished" }
    package var fields: [(String, FieldValue)] {
        [
            ("files", .number(files)), ("bytes", .number(bytes)), ("records", .number(records)),
            ("milliseconds", .number(milliseconds)),
        ]
    }
}

/// The system dropped change notifications; everything is looked at.
package struct HintsLost: InternalEvent {
    /// How often since the start.
    package let count: Int

    package init(count: Int) {
        self.count = count
    }

    package var name: String { "ingest.hints.lost" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] { [("count", .number(count))] }
}

/// A folder was found not to tell what happens in it; its active files are looked at every few seconds.
package struct FolderSilent: InternalEvent {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var name: String { "ingest.folder.silent" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] { [("path", .string(path))] }
}

/// A line was longer than kato reads: its beginning was kept, the rest passed over.
package struct LineCut: InternalEvent {
    package let provider: ProviderID
    package let path: String
    package let offset: UInt64
    package let bytes: UInt64

    package init(provider: ProviderID, path: String, offset: UInt64, bytes: UInt64) {
        self.provider = provider
        self.path = path
        self.offset = offset
        self.bytes = bytes
    }

    package var name: String { "ingest.line.cut" }
    package var level: EventLevel { .error }
    package var fields: [(String, FieldValue)] {
        [
            ("provider", .string(provider.rawValue)), ("path", .string(path)), ("offset", .number(offset)),
            ("bytes", .number(bytes)),
        ]
    }
}
