import FileAccess
import KatoModel

/// A destination opened for one step: held by descriptor, checked after opening.
struct DestinationFile: Sendable {
    let destination: Destination
    let anchor: any DirectoryAnchor
    let content: any FileContent
    /// As it was when it was opened.
    let status: FileStatus

    /// Opens the file, making it and its folders when they are missing.
    ///
    /// The policy admitted the destination before; what stands there now is checked again: a regular file of the
    /// user's own with one name, reached through no link.
    static func open(_ destination: Destination, in context: RecordingContext) throws(FileAccessError)
        -> DestinationFile
    {
        let anchor = try context.files.anchor(destination.root)
        return try checked(try openOrCreate(destination.components, in: anchor), destination, anchor, context)
    }

    /// Opens the file as ``open(_:in:)`` does, but makes nothing; `nil` when it is missing.
    static func openExisting(_ destination: Destination, in context: RecordingContext) throws(FileAccessError)
        -> DestinationFile?
    {
        do throws(FileAccessError) {
            let anchor = try context.files.anchor(destination.root)
            return try checked(anchor.open(destination.components, .append), destination, anchor, context)
        } catch  where error.isNotFound {
            return nil
        }
    }

    private static func checked(
        _ content: any FileContent, _ destination: Destination, _ anchor: any DirectoryAnchor,
        _ context: RecordingContext
    ) throws(FileAccessError) -> DestinationFile {
        let status = try content.status()
        guard status.owner == context.owner, status.links == 1 else { throw unsafe(destination) }
        return DestinationFile(destination: destination, anchor: anchor, content: content, status: status)
    }

    var landed: LandedFile { LandedFile(status) }

    var isEmpty: Bool { status.size == 0 }

    /// The last bytes, as many as a separation can need.
    func tail() throws(FileAccessError) -> [UInt8] {
        let count = min(2, status.size)
        return try content.read(at: status.size - count, count: Int(count))
    }

    /// What the path leads to, when it is still this file and has this size: nobody else wrote or replaced it.
    func landed(size: UInt64) throws(FileAccessError) -> LandedFile? {
        guard let now = try anchor.status(destination.components), now.isSameFile(as: status), now.size == size else {
            return nil
        }
        return LandedFile(now)
    }

    /// The error of a file operation as a recording's reason to wait.
    static func describe(_ error: FileAccessError, _ destination: Destination) -> RecordingError {
        if error.isNoSpace {
            return RecordingError(
                .diskFull, "The disk holding \(destination.path) is full.",
                hint: "Free some space; recording goes on by itself.", cause: error)
        }
        if error.isReplaced {
            return RecordingError(
                .destinationUnwritable, "The folder \(destination.root) was made anew since kato started.",
                hint: "kato takes the new one within a minute by itself, or at once with kato restart.", cause: error)
        }
        if error.isEscape || error.isNotRegular {
            return RecordingError(
                .destinationUnsafe, "\(destination.path) is not a plain file of yours any more.",
                hint: "Put a regular file with one name there, or name another destination.", cause: error)
        }
        if error.isHanging {
            return RecordingError(
                .destinationHanging, "\(destination.path) cannot be written: \(error.reason).",
                hint: "See to the network or program behind \(destination.root); recording goes on by itself.",
                cause: error)
        }
        return RecordingError(
            .destinationUnwritable, "\(destination.path) cannot be written: \(error.reason).",
            hint: "Check the permissions of the file and its folder.", cause: error)
    }

    private static func openOrCreate(_ components: [String], in anchor: any DirectoryAnchor) throws(FileAccessError)
        -> any FileContent
    {
        do throws(FileAccessError) {
            return try anchor.open(components, .append)
        } catch  where error.isNotFound {
            try anchor.makeDirectories(Array(components.dropLast()))
            return try anchor.open(components, .create)
        }
    }

    private static func unsafe(_ destination: Destination) -> FileAccessError {
        // EINVAL is also what opening anything but a regular file gives.
        FileAccessError(operation: "open", path: destination.path, errno: 22)
    }
}
