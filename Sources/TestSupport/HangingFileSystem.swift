import Dispatch
package import FileAccess

/// A file system of which one folder can stop to answer.
package struct HangingFileSystem: FileSystem {
    private let base: any FileSystem
    private let place: HangingPlace

    package init(_ place: HangingPlace, over base: any FileSystem = LocalFileSystem()) {
        self.base = base
        self.place = place
    }

    /// The same as the daemon sees it, with a patience that ends when a call does hang.
    package static func patient(_ place: HangingPlace, over base: any FileSystem = LocalFileSystem())
        -> PatientFileSystem
    {
        PatientFileSystem(
            HangingFileSystem(place, over: base),
            places: PatientPlaces(
                wait: { end in
                    while end.wait(timeout: .now() + 0.001) == .timedOut, place.count == 0 {}
                }, place: { place.holds($0) ? place.path : nil }))
    }

    package func open(_ path: String) throws(FileAccessError) -> any FileContent {
        pass(path)
        return try base.open(path)
    }

    package func status(_ path: String) throws(FileAccessError) -> FileStatus {
        pass(path)
        return try base.status(path)
    }

    package func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        pass(path)
        return try base.entries(of: path)
    }

    package func canonicalPath(_ path: String) throws(FileAccessError) -> String {
        pass(path)
        return try base.canonicalPath(path)
    }

    package func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        pass(path)
        let anchor = try base.anchor(path)
        return place.holds(path) ? HangingAnchor(base: anchor, place: place) : anchor
    }

    package func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        pass(path)
        try base.makeDirectory(path, mode: mode)
    }

    private func pass(_ path: String) {
        if place.holds(path) { place.pass() }
    }
}
