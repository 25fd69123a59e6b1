#if os(Linux)
    public import FileAccess
    import Glibc
    import Synchronization

    /// ``ReaderWatch`` over inotify.
    ///
    /// Nobody waits for its events. They stay in the kernel, which keeps one of several that are the same, until
    /// somebody asks: a file that others read all day wakes nothing.
    public final class InotifyReaderWatch: ReaderWatch {
        fileprivate struct Watched {
            let device: UInt64
            let inode: UInt64
            var mark: ReadMark
            /// `nil` when the file is gone. Its last mark is still asked for.
            var watch: Int32?
        }

        private struct State {
            /// By path.
            var files: [String: Watched] = [:]
            var paths: [Int32: String] = [:]
            var watchings: UInt64 = 0

            mutating func newMark() -> ReadMark {
                watchings += 1
                return ReadMark(watching: watchings, readings: 0)
            }
        }

        private let descriptor: Int32
        private let isLocal: @Sendable (String) -> Bool
        private let state = Mutex(State())

        /// Returns `nil` where the system has no watcher left to give.
        ///
        /// - Parameter isLocal: whether a path may be looked at without patience; others are not watched.
        public init?(isLocal: @escaping @Sendable (String) -> Bool) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            self.isLocal = isLocal
        }

        deinit {
            close(descriptor)
        }

        public func watch(_ path: String, _ file: FileStatus) -> ReadMark? {
            state.withLock { state in
                take(&state)
                if let known = state.files[path], known.watch != nil, known.isFile(file.device, file.inode) {
                    return known.mark
                }
                end(path, in: &state)
                return begin(path, file, in: &state)
            }
        }

        public func mark(_ path: String, device: UInt64, inode: UInt64) -> ReadMark? {
            state.withLock { state in
                take(&state)
                return state.files[path].flatMap { $0.isFile(device, inode) ? $0.mark : nil }
            }
        }

        public func keep(_ paths: Set<String>) {
            state.withLock { state in
                for path in state.files.keys where !paths.contains(path) { end(path, in: &state) }
            }
        }

        // MARK: - Watches

        private func begin(_ path: String, _ file: FileStatus, in state: inout State) -> ReadMark? {
            // Elsewhere others can read it without the kernel's knowledge.
            guard isLocal(path), FileSystemType.isKernelsOwn(path) else { return nil }
            let watch = inotify_add_watch(descriptor, path, UInt32(IN_CLOSE_NOWRITE | IN_DONT_FOLLOW))
            guard watch >= 0 else { return nil }
            var raw = stat()
            guard lstat(path, &raw) == 0, FileStatus(raw).isSameFile(as: file) else {
                inotify_rm_watch(descriptor, watch)
                return nil
            }
            let mark = state.newMark()
            state.paths[watch] = path
            state.files[path] = Watched(device: file.device, inode: file.inode, mark: mark, watch: watch)
            return mark
        }

        private func end(_ path: String, in state: inout State) {
            guard let watch = state.files.removeValue(forKey: path)?.watch else { return }
            state.paths[watch] = nil
            inotify_rm_watch(descriptor, watch)
        }

        // MARK: - Events

        /// Takes what the kernel kept.
        private func take(_ state: inout State) {
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
                while true {
                    let count = read(descriptor, buffer.baseAddress, buffer.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { return }
                    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                    InotifyRecords.forEach(in: bytes) { event, _ in Self.note(event, in: &state) }
                }
            }
        }

        private static func note(_ event: inotify_event, in state: inout State) {
            let mask = Int(event.mask)
            if mask & Int(IN_Q_OVERFLOW) != 0 {
                for path in state.files.keys {
                    let mark = state.newMark()
                    state.files[path]?.mark = mark
                }
                return
            }
            guard let path = state.paths[event.wd] else { return }
            if mask & Int(IN_CLOSE_NOWRITE) != 0 { state.files[path]?.countReading() }
            if mask & Int(IN_IGNORED) != 0 {
                state.files[path]?.watch = nil
                state.paths[event.wd] = nil
            }
        }
    }

    extension InotifyReaderWatch.Watched {
        func isFile(_ device: UInt64, _ inode: UInt64) -> Bool { self.device == device && self.inode == inode }

        mutating func countReading() {
            mark = ReadMark(watching: mark.watching, readings: mark.readings + 1)
        }
    }
#endif
