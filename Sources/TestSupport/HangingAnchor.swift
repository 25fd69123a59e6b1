import FileAccess

/// A folder of a ``HangingFileSystem``.
struct HangingAnchor: DirectoryAnchor {
    let base: any DirectoryAnchor
    let place: HangingPlace

    var path: String { base.path }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        place.pass()
        return HangingFile(base: try base.open(components, intent), place: place)
    }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? {
        place.pass()
        return try base.status(components)
    }

    func makeDirectories(_ components: [String]) throws(FileAccessError) {
        place.pass()
        try base.makeDirectories(components)
    }

    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        place.pass()
        try base.exchange(left, with: name)
    }

    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        place.pass()
        try base.rename(components, to: name)
    }

    func remove(_ components: [String]) throws(FileAccessError) {
        place.pass()
        try base.remove(components)
    }

    func syncParent(_ components: [String]) throws(FileAccessError) {
        place.pass()
        try base.syncParent(components)
    }
}

/// A file of a ``HangingFileSystem``.
private struct HangingFile: FileContent {
    let base: any FileContent
    let place: HangingPlace

    func status() throws(FileAccessError) -> FileStatus { try base.status() }
    func birthTime() -> Int64 { base.birthTime() }
    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try base.read(at: offset, count: count)
    }
    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try base.readBack(at: offset, count: count)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        place.pass(.appends)
        try base.append(bytes)
    }

    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        try base.overwrite(bytes, at: offset)
    }

    func setMode(_ mode: UInt32) throws(FileAccessError) { try base.setMode(mode) }

    func hasAttributes() -> Bool { base.hasAttributes() }

    func sync() throws(FileAccessError) {
        place.pass()
        try base.sync()
    }
}
