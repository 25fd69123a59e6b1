/// Follows the chain of an audit log through all its files, and finds the first line that does not belong there.
///
/// A line that was changed, moved, added or taken out breaks the chain at that place. Lines taken off the end are found
/// when the file that names the last line is there; otherwise they are not.
package struct AuditVerifier: Sendable {
    /// The first thing that is wrong.
    package struct Flaw: Sendable, Hashable {
        package let file: String
        /// From 1; 0 for the end of the log.
        package let line: Int
        package let message: String

        /// `file:line: message`
        package var text: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
    }

    /// Lines that belong to the chain so far.
    package private(set) var lines = 0
    package private(set) var flaw: Flaw?
    /// Lines cut short by a crash or a full disk; the chain goes on behind them.
    package private(set) var tornLines = 0
    /// The hash of the last line.
    package private(set) var head = AuditChain.start
    /// A line that its hash does not confirm, until the next one says whether it was part of the chain.
    private var doubtful: Flaw?
    private var lastFile = ""

    package init() {}

    /// Takes the next file, oldest first.
    package mutating func take(_ bytes: [UInt8], file: String) {
        lastFile = file
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard flaw == nil else { return }
            if line.isEmpty { continue }
            guard let link = AuditChain.link(of: line) else {
                if doubtful == nil {
                    doubtful = Flaw(
                        file: file, line: number, message: "The line was changed, or is no line of this log.")
                }
                continue
            }
            guard link.previous == head else {
                flaw = doubtful ?? Flaw(file: file, line: number, message: Self.gap(isFirst: lines == 0))
                return
            }
            if doubtful != nil { tornLines += 1 }
            doubtful = nil
            head = link.hash
            lines += 1
        }
    }

    /// Looks at the end.
    ///
    /// - Parameter expected: the hash of the last line, as ``AuditFiles/head`` or somebody's note has it.
    /// - Parameter wasSeen: whether that hash is one of the log's lines.
    package mutating func finish(expected: String?, wasSeen: (String) -> Bool) {
        guard flaw == nil else { return }
        if let expected, expected != head, !wasSeen(expected) {
            flaw = doubtful ?? Flaw(file: lastFile, line: 0, message: "Lines at the end are missing.")
        }
    }

    private static func gap(isFirst: Bool) -> String {
        isFirst
            ? "Lines before this one are missing: it is not the first of its log."
            : "The line does not follow the one before: lines were removed, moved or added here."
    }

    /// Checks whole files, oldest first.
    package static func verify(_ files: [(name: String, bytes: [UInt8])], expected: String?) -> AuditVerifier {
        var verifier = AuditVerifier()
        for (name, bytes) in files { verifier.take(bytes, file: name) }
        verifier.finish(expected: expected) { hash in
            files.contains { file in
                file.bytes.split(separator: UInt8(ascii: "\n")).contains { AuditChain.link(of: $0)?.hash == hash }
            }
        }
        return verifier
    }
}
