#if os(Linux)
    @preconcurrency public import Dispatch
    import Glibc
    import Synchronization

    /// ``DirectoryWatcher`` over inotify.
    public final class InotifyWatcher: DirectoryWatcher {
        public let wakeups: AsyncStream<Void>

        private struct State {
            var directories: [Int32: String] = [:]
            var hints = WatchHints()
        }

        private let descriptor: Int32
        private let source: any DispatchSourceRead
        private let continuation: AsyncStream<Void>.Continuation
        private let state = Mutex(State())

        private static let names = UInt32(
            IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK)
        private static let everything = names | UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)

        /// Returns `nil` where the system has no watcher left to give.
        ///
        /// - Parameter queue: where the kernel's events are taken, in order.
        public init?(queue: DispatchQueue = DispatchQueue(label: "inotify")) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            (wakeups, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            let descriptor = descriptor
            source.setEventHandler { [weak self] in self?.drain() }
            source.setCancelHandler { close(descriptor) }
            source.activate()
        }

        deinit {
            source.cancel()
            continuation.finish()
        }

        public func watch(_ directory: String) -> WatchCoverage {
            watch(directory, Self.everything)
        }

        public func watchNames(_ directory: String) -> WatchCoverage {
            watch(directory, Self.names | UInt32(IN_MASK_ADD))
        }

        private func watch(_ directory: String, _ mask: UInt32) -> WatchCoverage {
            let watch = inotify_add_watch(descriptor, directory, mask)
            guard watch >= 0 else { return .refused }
            state.withLock { $0.directories[watch] = directory }
            return FileSystemType.isKernelsOwn(directory) ? .complete : .unproven
        }

        public func unwatch(_ directory: String) {
            let watches = state.withLock { state in
                let found = state.directories.filter { $0.value == directory }.map(\.key)
                for watch in found { state.directories[watch] = nil }
                return found
            }
            for watch in watches { inotify_rm_watch(descriptor, watch) }
        }

        public func takeHints() -> WatchHints {
            state.withLock { state in
                defer { state.hints = WatchHints() }
                return state.hints
            }
        }

        private func drain() {
            let size = 64 * 1024
            withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { buffer in
                while true {
                    let got = read(descriptor, buffer.baseAddress, size)
                    guard got > 0 else { return }
                    state.withLock { Self.note(UnsafeRawBufferPointer(rebasing: buffer[..<got]), in: &$0) }
                }
            }
            if state.withLock({ !$0.hints.isEmpty }) { continuation.yield() }
        }

        private static func note(_ bytes: UnsafeRawBufferPointer, in state: inout State) {
            let header = MemoryLayout<inotify_event>.size
            var offset = 0
            while offset + header <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let nameBytes = bytes[(offset + header)..<min(bytes.count, offset + header + Int(event.len))]
                offset += header + Int(event.len)
                let name = String(decoding: nameBytes.prefix { $0 != 0 }, as: UTF8.self)
                note(event, name: name, in: &state)
            }
        }

        private static func note(_ event: inotify_event, name: String, in state: inout State) {
            let mask = Int(event.mask)
            if mask & Int(IN_Q_OVERFLOW) != 0 {
                (state.hints.rescan, state.hints.overflowed) = (true, true)
                return
            }
            guard let directory = state.directories[event.wd] else { return }
            if mask & Int(IN_IGNORED) != 0 {
                state.directories[event.wd] = nil
                return
            }
            if mask & (Int(IN_DELETE_SELF) | Int(IN_MOVE_SELF) | Int(IN_UNMOUNT)) != 0 {
                state.hints.rescan = true
                return
            }
            if name.isEmpty {
                // Its own permissions: it may be readable now.
                if mask & Int(IN_ATTRIB) != 0 { state.hints.directories.insert(directory) }
                return
            }
            let path = directory + "/" + name
            if mask & Int(IN_ISDIR) != 0 {
                state.hints.directories.insert(path)
            } else {
                state.hints.files.insert(path)
            }
        }
    }
#endif
