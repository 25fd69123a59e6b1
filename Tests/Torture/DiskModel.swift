/// What may stand on the disk after a power cut: everything up to the last sync of a file, and of what came after any
/// part a file system may have written by then.
struct DiskModel {
    /// Files at the start, all of them durable.
    let start: [String: [UInt8]]
    let calls: [SystemCall]

    /// How the machine died.
    struct Death: Hashable {
        enum Kind: String, CaseIterable {
            case everything = "all of it written"
            case onlySynced = "only what was synced"
            case oneFileLags = "one file's unsynced writes missing"
            case oneMissing = "one unsynced call missing"
            case torn = "the last write half done"
            case zeros = "size grown, content zero"
        }

        let kind: Kind
        /// Calls that were made.
        let count: Int
        /// The call or file in question.
        var victim = 0
    }

    /// Every death that gives a state of its own by construction.
    func deaths() -> [Death] {
        var found: [Death] = []
        for count in 1...calls.count {
            found.append(Death(kind: .everything, count: count))
            let pending = pending(count)
            guard let last = pending.last else { continue }
            found.append(Death(kind: .onlySynced, count: count))
            let files = Set(pending.map { calls[$0].path })
            // The first of a file's pending calls stands for the file.
            if files.count > 1 {
                for path in files {
                    guard let first = pending.first(where: { calls[$0].path == path }) else { continue }
                    found.append(Death(kind: .oneFileLags, count: count, victim: first))
                }
            }
            for victim in pending { found.append(Death(kind: .oneMissing, count: count, victim: victim)) }
            guard last == count - 1, case .write(_, let offset, _) = calls[last] else { continue }
            found.append(Death(kind: .torn, count: count, victim: last))
            if offset == nil { found.append(Death(kind: .zeros, count: count, victim: last)) }
        }
        return found
    }

    /// The files after a death.
    func state(after death: Death) -> [String: [UInt8]] {
        let pending = Set(pending(death.count))
        let path = calls[death.victim].path
        var files = start
        for (index, call) in calls[..<death.count].enumerated() {
            var call = call
            switch death.kind {
            case .everything: break
            case .onlySynced: if pending.contains(index) { continue }
            case .oneFileLags: if pending.contains(index), call.path == path { continue }
            case .oneMissing: if index == death.victim { continue }
            case .torn, .zeros:
                guard index == death.victim, case .write(let path, let offset, let bytes) = call else { break }
                call =
                    death.kind == .torn
                    ? .write(path, at: offset, Array(bytes.prefix(bytes.count / 2)))
                    : .write(path, at: offset, [UInt8](repeating: 0, count: bytes.count))
            }
            Self.apply(call, to: &files)
        }
        return files
    }

    /// Calls before `count` that no sync made durable.
    private func pending(_ count: Int) -> [Int] {
        var pending: [Int] = []
        for index in 0..<count {
            guard case .sync(let path) = calls[index] else {
                pending.append(index)
                continue
            }
            // A file's sync covers its content and, on the file systems kato promises this for, its own creation. A
            // folder's sync covers the names in it.
            pending.removeAll { candidate in
                switch calls[candidate] {
                case .create(let other): other == path || Self.folder(other) == path
                case .remove(let other): Self.folder(other) == path
                case .rename(_, let other, _): Self.folder(other) == path
                default: calls[candidate].path == path
                }
            }
        }
        return pending
    }

    private static func folder(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private static func apply(_ call: SystemCall, to files: inout [String: [UInt8]]) {
        switch call {
        case .create(let path): if files[path] == nil { files[path] = [] }
        case .write(let path, let offset, let bytes):
            // Written to a file whose making was lost: lost with it.
            guard var content = files[path] else { return }
            let start = offset ?? content.count
            if content.count < start + bytes.count {
                content += [UInt8](repeating: 0, count: start + bytes.count - content.count)
            }
            content.replaceSubrange(start..<(start + bytes.count), with: bytes)
            files[path] = content
        case .truncate(let path, let size):
            guard let content = files[path] else { return }
            files[path] = Array(content.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - content.count))
        case .remove(let path): files[path] = nil
        case .rename(let from, let to, let exchanges):
            let (old, new) = (files[from], files[to])
            files[to] = old
            files[from] = exchanges ? new : nil
        case .sync: break
        }
    }
}
