import GRDB

/// Which errors are the disk's, which are one record's, and which are neither.
extension Journal {
    /// What keeps something from being stored as long as nobody frees space or lets go of the file; `nil` for an error
    /// that stays. Damage stays.
    package static func passing(_ error: any Error, path: String) -> JournalError? {
        // The error itself, or below the description of one.
        let known = error as? JournalError
        guard let database = (known?.cause ?? error) as? DatabaseError else { return nil }
        let passing: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_CANTOPEN,
        ]
        return passing.contains(database.resultCode) ? known ?? describe(error, path: path) : nil
    }

    /// Whether an error comes from what was to be stored: it would come again and again.
    static func isAboutData(_ error: DatabaseError) -> Bool {
        [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE].contains(error.resultCode)
    }
}
