import Foundation

/// Reads what `strace -f -y -xx` wrote.
struct SystemCallTrace {
    private(set) var calls: [SystemCall] = []

    static let arguments = [
        "strace", "-f", "-y", "-xx", "-s", "16777216", "-e",
        "trace=openat,openat2,write,pwrite64,ftruncate,fsync,fdatasync,renameat2,rename,renameat,unlink,unlinkat",
    ]

    private let root: String
    /// Calls that a thread has begun: the call's beginning by thread.
    private var begun: [Substring: Substring] = [:]
    /// Files known to exist.
    private var existing: Set<String>

    /// - Parameters:
    ///   - root: what happens elsewhere is left out.
    ///   - existing: files that are there at the start.
    init(file: String, root: String, existing: Set<String>) throws {
        self.root = root
        self.existing = existing
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        for line in text.split(separator: "\n") { read(line) }
    }

    private mutating func read(_ line: Substring) {
        guard let space = line.firstIndex(of: " ") else { return }
        let thread = line[..<space]
        var call = line[space...].drop { $0 == " " }
        if let end = call.range(of: " <unfinished ...>") {
            begun[thread] = call[..<end.lowerBound]
            return
        }
        if call.hasPrefix("<... ") {
            guard let start = begun.removeValue(forKey: thread), let rest = call.range(of: " resumed>") else { return }
            call = (String(start) + call[rest.upperBound...])[...]
        }
        // A call that was interrupted in the notes has its result set apart by several blanks.
        guard let open = call.firstIndex(of: "("), let equals = call.range(of: "= ", options: .backwards),
            let close = call[..<equals.lowerBound].lastIndex(of: ")")
        else { return }
        let result = call[equals.upperBound...]
        guard !result.hasPrefix("-") else { return }
        note(call[..<open], Self.fields(call[call.index(after: open)..<close]), result)
    }

    private mutating func note(_ name: Substring, _ fields: [Substring], _ result: Substring) {
        switch name {
        case "openat", "openat2":
            guard let path = Self.descriptor(result), isOurs(path),
                fields.dropFirst(2).contains(where: { $0.contains("O_CREAT") })
            else { return }
            if existing.insert(path).inserted { calls.append(.create(path)) }
            if fields.contains(where: { $0.contains("O_TRUNC") }) { calls.append(.truncate(path, 0)) }
        case "write", "pwrite64":
            guard fields.count >= 3, let path = Self.descriptor(fields[0]), isOurs(path) else { return }
            let bytes = Array(Self.bytes(fields[1]).prefix(Int(result) ?? 0))
            calls.append(.write(path, at: name == "write" ? nil : Int(fields[3]), bytes))
        case "ftruncate":
            guard let path = Self.descriptor(fields[0]), isOurs(path), let size = Int(fields[1]) else { return }
            calls.append(.truncate(path, size))
        case "fsync", "fdatasync":
            guard let path = Self.descriptor(fields[0]), isOurs(path) else { return }
            calls.append(.sync(path))
        case "unlink", "unlinkat":
            guard let path = Self.path(fields, at: name == "unlink" ? 0 : 1), isOurs(path) else { return }
            existing.remove(path)
            calls.append(.remove(path))
        default: noteRename(name, fields)
        }
    }

    private mutating func noteRename(_ name: Substring, _ fields: [Substring]) {
        let places = name == "rename" ? (0, 1) : (1, 3)
        guard let from = Self.path(fields, at: places.0), let to = Self.path(fields, at: places.1), isOurs(to) else {
            return
        }
        let exchanges = fields.last?.contains("RENAME_EXCHANGE") == true
        if !exchanges { existing.remove(from) }
        existing.insert(to)
        calls.append(.rename(from, to: to, exchanges: exchanges))
    }

    private func isOurs(_ path: String) -> Bool {
        path.hasPrefix(root + "/") && !path.hasSuffix("-shm") && !path.hasSuffix(".lock") && !path.contains("/run/")
    }

    // MARK: - strace's notation

    /// Arguments, cut at commas outside of braces.
    private static func fields(_ text: Substring) -> [Substring] {
        var found: [Substring] = []
        var depth = 0
        var start = text.startIndex
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "," where depth == 0:
                found.append(text[start..<index].drop { $0 == " " })
                start = text.index(after: index)
            default: break
            }
        }
        found.append(text[start...].drop { $0 == " " })
        return found
    }

    /// The path in `12<\x2f…>`.
    private static func descriptor(_ field: Substring) -> String? {
        guard let open = field.firstIndex(of: "<"), let close = field.lastIndex(of: ">") else { return nil }
        return String(decoding: hexadecimal(field[field.index(after: open)..<close]), as: UTF8.self)
    }

    /// The path that a name stands for, relative to the descriptor before it.
    private static func path(_ fields: [Substring], at index: Int) -> String? {
        guard fields.indices.contains(index) else { return nil }
        let name = String(decoding: bytes(fields[index]), as: UTF8.self)
        if name.hasPrefix("/") { return name }
        guard index > 0, let folder = descriptor(fields[index - 1]) else { return nil }
        return folder + "/" + name
    }

    private static func bytes(_ field: Substring) -> [UInt8] {
        guard let open = field.firstIndex(of: "\""), let close = field.lastIndex(of: "\""), open < close else {
            return []
        }
        return hexadecimal(field[field.index(after: open)..<close])
    }

    private static func hexadecimal(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var digits: [UInt8] = []
        for unit in text.utf8 {
            switch unit {
            case UInt8(ascii: "\\"), UInt8(ascii: "x"): continue
            case 0x30...0x39: digits.append(unit - 0x30)
            case 0x61...0x66: digits.append(unit - 0x61 + 10)
            default: continue
            }
            if digits.count == 2 {
                bytes.append(digits[0] << 4 | digits[1])
                digits = []
            }
        }
        return bytes
    }
}
