/// Who sends a request.
package struct ControlPeer: Sendable, Hashable {
    package let uid: UInt32
    package let pid: Int32
    /// The program it runs; `nil` where that is not certain.
    package let executable: String?

    package init(uid: UInt32, pid: Int32, executable: String? = nil) {
        self.uid = uid
        self.pid = pid
        self.executable = executable
    }
}
