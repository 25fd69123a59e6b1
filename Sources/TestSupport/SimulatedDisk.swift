package import FileAccess
import Synchronization

/// A disk in memory, with what a power cut would leave of it.
///
/// Two sides work on it: the code under test through ``SimulatedFileSystem``, whose writes reach the device only when
/// it syncs, and a person's editor through the methods here, whose writes are on the device at once.
package final class SimulatedDisk: Sendable {
    struct Node: Sendable {
        var bytes: [UInt8] = []
        /// What is on the device.
        var durable: [UInt8] = []
        var kind = FileStatus.Kind.regular
        var device: UInt64 = 1
        /// How often a person's program read it.
        var readings: UInt64 = 0
        var mode: UInt32 = 0o644
        var hasAttributes = false
        var modified: Int64 = 0
    }

    struct State: Sendable {
        var nodes: [UInt64: Node] = [:]
        var names: [String: UInt64] = [:]
        /// The names after each change since they were last synced; the first is on the device.
        var namesSinceSync: [[String: UInt64]] = [[:]]
        var nextInode: UInt64 = 10
        var now: @Sendable () -> Int64 = { 0 }
        /// Added to the time, so that no two changes have the same.
        var ticks: Int64 = 0
        var canExchange = true
        var onCall: (@Sendable (String) -> Void)?
    }

    private let state = Mutex(State())

    /// - Parameter now: the time that files are given, in nanoseconds.
    package init(now: @escaping @Sendable () -> Int64 = { 0 }) {
        state.withLock { $0.now = now }
    }

    /// What others do between the calls of the code under test. Called before each of them with its name.
    package func onCall(_ action: (@Sendable (String) -> Void)?) {
        state.withLock { $0.onCall = action }
    }

    /// Whether the file system can exchange two names.
    package func setCanExchange(_ can: Bool) {
        state.withLock { $0.canExchange = can }
    }

    /// Looks at the disk or changes it, in one step.
    func change<Result: Sendable>(_ body: (inout State) -> sending Result) -> Result {
        state.withLock { body(&$0) }
    }

    /// Called by the file system before each call.
    func announce(_ call: String) {
        state.withLock { $0.onCall }?(call)
    }

    // MARK: - The other side

    /// The bytes of the file at `path`; `nil` when there is none.
    package func bytes(of path: String) -> [UInt8]? {
        state.withLock { state in state.names[path].flatMap { state.nodes[$0]?.bytes } }
    }

    package func text(of path: String) -> String? {
        bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// An editor loads the file at `path`; `nil` when there is none.
    package func load(_ path: String) -> String? {
        state.withLock { state in
            guard let inode = state.names[path] else { return }
            state.nodes[inode]?.readings += 1
        }
        return text(of: path)
    }

    /// How often the file was loaded, whatever became of its name.
    package func readings(of inode: UInt64) -> UInt64 {
        state.withLock { $0.nodes[inode]?.readings ?? 0 }
    }

    package func inode(of path: String) -> UInt64? {
        state.withLock { $0.names[path] }
    }

    /// The names there are, sorted.
    package var paths: [String] { state.withLock { $0.names.keys.sorted() } }

    /// Opens a file to write it, emptied; makes it when it is missing.
    ///
    /// - Returns: the file, whatever becomes of its name.
    package func openEmpty(_ path: String) -> UInt64 {
        state.withLock { state in
            let inode = state.names[path] ?? state.create(path)
            state.nodes[inode]?.bytes = []
            state.touch(inode, isDurable: true)
            return inode
        }
    }

    /// Writes at a place of an open file, as an editor does that keeps count of its own.
    package func write(_ bytes: some Collection<UInt8>, to inode: UInt64, at offset: Int) {
        state.withLock { state in
            var content = state.nodes[inode]?.bytes ?? []
            if content.count < offset { content += [UInt8](repeating: 0, count: offset - content.count) }
            content.replaceSubrange(offset..<min(content.count, offset + bytes.count), with: bytes)
            state.nodes[inode]?.bytes = content
            state.touch(inode, isDurable: true)
        }
    }

    /// Replaces a file by renaming another over it, as most editors save.
    package func save(_ text: String, to path: String) { save(Array(text.utf8), to: path) }

    package func save(_ bytes: [UInt8], to path: String) {
        let swap = path + ".swap"
        write(bytes, to: openEmpty(swap), at: 0)
        rename(swap, to: path)
    }

    /// Leaves NUL bytes from `offset` on in the place of what did not reach the device.
    package func blank(_ path: String, from offset: Int) {
        state.withLock { state in
            guard let inode = state.names[path], let count = state.nodes[inode]?.bytes.count else { return }
            for index in max(0, offset)..<count { state.nodes[inode]?.bytes[index] = 0 }
            state.touch(inode, isDurable: true)
        }
    }

    package func rename(_ from: String, to: String) {
        state.withLock { state in
            guard let inode = state.names.removeValue(forKey: from) else { return }
            state.names[to] = inode
            state.syncNames()
        }
    }

    package func remove(_ path: String) {
        state.withLock { state in
            state.names[path] = nil
            state.syncNames()
        }
    }

    /// Puts something else than a regular file at `path`, or a file of another file system.
    package func place(_ kind: FileStatus.Kind, at path: String, device: UInt64 = 1) {
        state.withLock { state in
            let inode = state.create(path)
            state.nodes[inode]?.kind = kind
            state.nodes[inode]?.device = device
        }
    }

    /// A person sets up a file as they like it.
    package func setUp(_ path: String, mode: UInt32, hasAttributes: Bool = false) {
        state.withLock { state in
            guard let inode = state.names[path] else { return }
            state.nodes[inode]?.mode = mode
            state.nodes[inode]?.hasAttributes = hasAttributes
        }
    }

    package func mode(of path: String) -> UInt32? {
        state.withLock { state in state.names[path].flatMap { state.nodes[$0]?.mode } }
    }

    // MARK: - Power

    /// The machine loses power: of what was not synced, any beginning is there, and NUL bytes or nothing follow.
    package func cutPower(_ random: inout SeededGenerator) {
        state.withLock { state in
            state.names = random.pick(state.namesSinceSync)
            state.syncNames()
            for (inode, node) in state.nodes.sorted(by: { $0.key < $1.key }) where node.bytes != node.durable {
                let left = Self.remains(of: node, &random)
                state.nodes[inode]?.bytes = left
                state.nodes[inode]?.durable = left
            }
        }
    }

    private static func remains(of node: Node, _ random: inout SeededGenerator) -> [UInt8] {
        guard node.bytes.count >= node.durable.count else { return random.pick([node.bytes, node.durable]) }
        let size = random.pick([
            node.durable.count, node.bytes.count, Int.random(in: node.durable.count...node.bytes.count, using: &random),
        ])
        let written = random.pick([size, Int.random(in: node.durable.count...size, using: &random), node.durable.count])
        return Array(node.bytes[..<written]) + [UInt8](repeating: 0, count: size - written)
    }
}

extension SimulatedDisk.State {
    mutating func create(_ path: String) -> UInt64 {
        let inode = nextInode
        nextInode += 1
        nodes[inode] = SimulatedDisk.Node()
        names[path] = inode
        touch(inode, isDurable: true)
        return inode
    }

    mutating func touch(_ inode: UInt64, isDurable: Bool) {
        ticks += 1
        nodes[inode]?.modified = now() + ticks
        guard isDurable, let bytes = nodes[inode]?.bytes else { return }
        nodes[inode]?.durable = bytes
        syncNames()
    }

    mutating func syncNames() { namesSinceSync = [names] }

    func status(_ inode: UInt64) -> FileStatus? {
        nodes[inode].map { node in
            FileStatus(
                kind: node.kind, device: node.device, inode: inode, size: UInt64(node.bytes.count), owner: 0,
                mode: node.mode, links: 1, modified: node.modified)
        }
    }
}
