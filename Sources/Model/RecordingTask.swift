/// A recording that has something to do, and the file it does it to: one task at a time may touch a file.
package struct RecordingTask: Sendable, Hashable {
    package let id: String
    package let path: String

    package init(id: String, path: String) {
        self.id = id
        self.path = path
    }
}
