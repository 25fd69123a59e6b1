import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The mounts that this process sees, kept up to date.
///
/// Read from the kernel's own list: to ask a file system what it is would already be a call that may not come back.
final class MountTable: Sendable {
    /// Types behind which is a network or another program. `fuse` stands for all that begin with it.
    private static let unreliable: Set<String> = [
        "9p", "afs", "autofs", "beegfs", "ceph", "cifs", "coda", "fuse", "gfs2", "gpfs", "lustre", "ncpfs", "nfs",
        "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
    ]

    private struct State {
        var descriptor: Int32
        /// The unreliable mounts and those below them, the later after the earlier.
        var mounts: [Mount] = []
    }

    struct Mount: Equatable {
        let path: String
        let isUnreliable: Bool
    }

    private let state: Mutex<State>

    init(list: String = "/proc/self/mountinfo") {
        var state = State(descriptor: open(list, O_RDONLY | O_CLOEXEC))
        state.mounts = Self.read(state.descriptor)
        self.state = Mutex(state)
    }

    deinit { state.withLock { _ = close($0.descriptor) } }

    /// Where the file system is mounted that holds `path`, when it may never answer.
    func unreliableMount(of path: String) -> String? {
        state.withLock { state in
            // The list is ready to be read when a mount came or went.
            var change = pollfd(fd: state.descriptor, events: Int16(POLLPRI), revents: 0)
            if poll(&change, 1, 0) > 0 { state.mounts = Self.read(state.descriptor) }
            return Self.mount(of: path, in: state.mounts)
        }
    }

    static func mount(of path: String, in mounts: [Mount]) -> String? {
        var holder: Mount?
        for mount in mounts where mount.path == "/" || path == mount.path || path.hasPrefix(mount.path + "/") {
            if mount.path.utf8.count >= holder?.path.utf8.count ?? 0 { holder = mount }
        }
        return holder?.isUnreliable == true ? holder?.path : nil
    }

    private static func read(_ descriptor: Int32) -> [Mount] {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = pread(descriptor, &buffer, buffer.count, off_t(text.count)), count > 0 {
            text += buffer[..<count]
        }
        return parse(String(decoding: text, as: UTF8.self))
    }

    /// The lines of `mountinfo`: the fifth word is the place, the one after the lone dash the type.
    static func parse(_ text: String) -> [Mount] {
        let all = text.split(separator: "\n").compactMap { line -> Mount? in
            let words = line.split(separator: " ")
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else { return nil }
            let type = words[dash + 1].prefix { $0 != "." }
            return Mount(
                path: unescaped(words[4]), isUnreliable: type.hasPrefix("fuse") || unreliable.contains(String(type)))
        }
        let roots = all.filter(\.isUnreliable).map(\.path)
        return all.filter { mount in
            roots.contains { $0 == "/" || mount.path == $0 || mount.path.hasPrefix($0 + "/") }
        }
    }

    /// Spaces, tabs, line ends and backslashes are written as three octal digits.
    private static func unescaped(_ word: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
