import FileAccess

/// A directory of a ``SimulatedDisk``. Every directory exists.
struct SimulatedAnchor: DirectoryAnchor {
    let disk: SimulatedDisk
    let path: String

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        let path = full(components)
        disk.announce("open")
        let (inode, failure) = disk.change { state -> (UInt64, Int32) in
            guard let inode = state.names[path] else {
                guard intent == .create else { return (0, 2) }
                let inode = state.nextInode
                state.nextInode += 1
                state.nodes[inode] = SimulatedDisk.Node()
                state.names[path] = inode
                state.namesSinceSync.append(state.names)
                return (inode, 0)
            }
            switch state.nodes[inode]?.kind {
            case .regular?: return (inode, intent == .create ? 17 : 0)
            case .directory?: return (0, intent == .read ? 22 : 21)
            case .symbolicLink?: return (0, 40)
            default: return (0, 22)
            }
        }
        guard failure == 0 else { throw FileAccessError(operation: "open", path: path, errno: failure) }
        return SimulatedFile(disk: disk, inode: inode, path: path)
    }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? {
        disk.announce("status")
        return disk.change { state in state.names[full(components)].flatMap { state.status($0) } }
    }

    func makeDirectories(_ components: [String]) throws(FileAccessError) {}

    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        disk.announce("exchange")
        let other = full(left.dropLast() + [name])
        let failure = disk.change { state -> Int32 in
            guard state.canExchange else { return 22 }
            guard let first = state.names[full(left)], let second = state.names[other] else { return 2 }
            state.names[full(left)] = second
            state.names[other] = first
            state.namesSinceSync.append(state.names)
            return 0
        }
        guard failure == 0 else { throw FileAccessError(operation: "exchange", path: other, errno: failure) }
    }

    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        disk.announce("rename")
        disk.change { state in
            guard let inode = state.names.removeValue(forKey: full(components)) else { return }
            state.names[full(components.dropLast() + [name])] = inode
            state.namesSinceSync.append(state.names)
        }
    }

    func remove(_ components: [String]) throws(FileAccessError) {
        disk.announce("remove")
        let isThere = disk.change { state in
            defer { state.namesSinceSync.append(state.names) }
            return state.names.removeValue(forKey: full(components)) != nil
        }
        if !isThere { throw .missing("remove", full(components)) }
    }

    func syncParent(_ components: [String]) throws(FileAccessError) {
        disk.announce("sync-folder")
        disk.change { $0.syncNames() }
    }

    private func full(_ components: [String]) -> String {
        ([path] + components).joined(separator: "/")
    }
}
