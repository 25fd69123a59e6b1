import Foundation

/// A folder of a test's own, removed with everything in it when the last reference goes.
package final class TemporaryDirectory: Sendable {
    /// The canonical path, short enough for a socket below it.
    package let path: String

    /// - Parameter inMemory: on a file system in memory, where the system has one: for tests that do not care for disks.
    package init(inMemory: Bool = false) throws {
        let parent = inMemory && FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/kato-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = URL(filePath: made).resolvingSymlinksInPath().path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something below it.
    package func file(_ name: String) -> String {
        path + "/" + name
    }

    /// Makes a folder below it, with the missing ones above.
    @discardableResult
    package func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
        return file(name)
    }

    /// Writes a file below it, with the missing folders above.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(filePath: file(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return file(name)
    }

    /// Adds to the end of a file below it, making it when it is missing, as an agent writes its log.
    package func append(_ bytes: [UInt8], to name: String) throws {
        guard let handle = FileHandle(forWritingAtPath: file(name)) else {
            try write(bytes, to: name)
            return
        }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: bytes)
    }

    package func append(_ text: String, to name: String) throws {
        try append(Array(text.utf8), to: name)
    }

    package func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: file(name))))
    }

    package func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// The names in it, sorted.
    package func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()
    }
}
