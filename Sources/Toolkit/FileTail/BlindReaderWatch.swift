public import FileAccess

/// For systems that do not tell who reads: nothing is known of any file.
public struct BlindReaderWatch: ReaderWatch {
    public init() {}

    public func watch(_ path: String, _ file: FileStatus) -> ReadMark? { nil }

    public func mark(_ path: String, device: UInt64, inode: UInt64) -> ReadMark? { nil }

    public func keep(_ paths: Set<String>) {}
}
