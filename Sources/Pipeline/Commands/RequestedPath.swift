/// An absolute path that somebody asks to write to, before any policy looked at it.
package struct RequestedPath: Sendable, Hashable {
    /// Begins with `/`; has no empty and no `.` component and no trailing slash. `..` is kept, because whether it
    /// leads out of an allowed root is the policy's to judge.
    package let path: String
    /// The path names a folder in which a name is to be chosen.
    package let isDirectory: Bool

    /// Cleans `absolute`, which must begin with `/`; `nil` otherwise.
    package init?(absolute: String, isDirectory: Bool = false) {
        guard absolute.utf8.first == 0x2F else { return nil }
        let names = absolute.utf8.split(separator: 0x2F, omittingEmptySubsequences: true)
        path =
            "/"
            + names.filter { !$0.elementsEqual(".".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        let last = absolute.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).last
        let namesFolder = last.map { $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
        self.isDirectory = isDirectory || namesFolder ?? true
    }

    /// The path of `components` below this one, as a file. Components hold no slash.
    package func appending(_ components: [String]) -> RequestedPath {
        let joined = (path == "/" ? "" : path) + "/" + components.joined(separator: "/")
        return RequestedPath(absolute: joined) ?? self
    }
}
