/// A file that kato may write, as the policy admitted it: below which allowed root, and where there.
///
/// The path is absolute, normalised and free of symbolic links at the moment of admission. Writers never open the
/// path itself; they open `components` below a descriptor of `root`.
package struct Destination: Sendable, Hashable, CustomStringConvertible {
    /// Absolute path of the allowed root, without a trailing slash.
    package let root: String
    /// Names below the root; the last one is the file. None is empty, `.` or `..`.
    package let components: [String]
    package let format: RecordingFormat

    package init(root: String, components: [String], format: RecordingFormat) {
        self.root = root
        self.components = components
        self.format = format
    }

    /// The absolute path, for people and for equality.
    package var path: String { ([root == "/" ? "" : root] + components).joined(separator: "/") }

    package var description: String { path }
}
