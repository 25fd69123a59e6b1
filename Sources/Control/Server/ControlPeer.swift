/// Who sends a request.
package struct ControlPeer: Sendable, Hashable {
    package let uid: UInt32
    package let pid: Int32

    package init(uid: UInt32, pid: Int32) {
        self.uid = uid
        self.pid = pid
    }
}
