import Foundation
import SystemPackage

/// A file without a name that takes what a program prints.
final class OutputFile: Sendable {
    let descriptor: FileDescriptor

    init() throws {
        let path = FileManager.default.temporaryDirectory.path + "/kato-output-" + UUID().uuidString
        descriptor = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .append, .closeOnExec],
            permissions: [.ownerReadWrite])
        unlink(path)
    }

    deinit {
        try? descriptor.close()
    }

    /// What was printed so far.
    func text(_ limit: Int) throws -> String {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var text: [UInt8] = []
        while true {
            let count = try bytes.withUnsafeMutableBytes {
                try descriptor.read(fromAbsoluteOffset: Int64(text.count), into: $0)
            }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += bytes[..<count]
            guard text.count <= limit else { throw DidNotHappen(what: "more than \(limit) bytes of output") }
        }
    }
}
