/// An open regular file. Closed when the last reference goes.
///
/// A protocol so that tests can put a failing file under the code that must survive one.
public protocol FileContent: Sendable {
    /// The file's status now.
    func status() throws(FileAccessError) -> FileStatus

    /// When the file was born, in nanoseconds; 0 where the file system keeps no such time.
    func birthTime() -> Int64

    /// Reads up to `count` bytes from `offset`. Fewer come back only at the end of the file.
    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8]

    /// Like ``read(at:count:)``, from the device rather than from what the system remembers of it, where it can.
    ///
    /// After a failed ``sync()`` the system may remember bytes that never reached the device.
    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8]

    /// Writes all of `bytes` at the end. After an error any prefix may stand in the file.
    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError)

    /// Writes all of `bytes` over what stands at `offset`; for a file opened to be patched. After an error any prefix
    /// may stand there.
    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError)

    /// Gives the file these permission bits.
    func setMode(_ mode: UInt32) throws(FileAccessError)

    /// Whether the file has attributes beside its permissions that somebody gave it: access lists, or others that
    /// programs keep with it.
    func hasAttributes() -> Bool

    /// Returns when the content is on the device.
    func sync() throws(FileAccessError)
}

extension FileContent {
    /// Writes all of `bytes` at the end. After an error any prefix may stand in the file.
    public func append(_ bytes: [UInt8]) throws(FileAccessError) {
        var failure: FileAccessError?
        bytes.withUnsafeBytes { buffer in
            do throws(FileAccessError) { try append(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
