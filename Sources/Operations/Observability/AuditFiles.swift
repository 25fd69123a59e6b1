#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files of one audit log: the current one, and full ones beside it, numbered from the oldest.
package struct AuditFiles: Sendable, Hashable {
    /// `…/audit.jsonl`
    package let current: String

    package init(current: String) {
        self.current = current
    }

    /// Names the line that the log has to end with; see ``AuditHead``.
    package var head: String { stem + ".head" }

    /// All that are there, oldest first.
    package var all: [String] {
        var found = numbers().map(rotated)
        if access(current, F_OK) == 0 { found.append(current) }
        return found
    }

    /// The newest full one.
    var newestRotated: String? { numbers().last.map(rotated) }

    /// The name that the current one takes when it is full.
    var nextRotated: String { rotated((numbers().last ?? 0) + 1) }

    private var stem: String { current.hasSuffix(".jsonl") ? String(current.dropLast(6)) : current }

    /// Six digits, so that a list sorted by name is in order: eight million mebibytes are never reached.
    private func rotated(_ number: Int) -> String {
        let digits = String(number)
        return stem + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".jsonl"
    }

    private func numbers() -> [Int] {
        guard let slash = stem.lastIndex(of: "/"), let stream = opendir(String(stem[...slash])) else { return [] }
        defer { closedir(stream) }
        let prefix = stem[stem.index(after: slash)...] + "-"
        var numbers: [Int] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.hasSuffix(".jsonl"),
                let number = Int(name.dropFirst(prefix.count).dropLast(6))
            else { continue }
            numbers.append(number)
        }
        return numbers.sorted()
    }
}
