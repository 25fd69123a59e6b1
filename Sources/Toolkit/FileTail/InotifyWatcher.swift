#if os(Linux)
    import Glibc
    public import TaskLoop

    /// ``DirectoryWatcher`` over inotify.
    public final class InotifyWatcher: DirectoryWatcher {
        public let wakeups: AsyncStream<Void>

        private let descriptor: Int32
        private let reader: DescriptorReader
        private let continuation: AsyncStream<Void>.Continuation
        private let events: InotifyEvents

        private static let names = UInt32(
            IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK)
        private static let everything = names | UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)

        /// Bytes of events taken at a time. One takes up to 272: a header and a name.
        private static let most = 16 << 10

        /// Returns `nil` where the system has no watcher left to give.
        ///
        /// - Parameter loop: where the kernel's events are taken, in order. Whoever waits for ``wakeups`` there
        ///   is woken without another thread in between.
        public init?(on loop: TaskLoop) async {
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            let (wakeups, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let events = InotifyEvents()
            do {
                reader = try await DescriptorReader(descriptor, on: loop, most: Self.most) { bytes in
                    if events.take(bytes) { continuation.yield() }
                }
            } catch {
                close(descriptor)
                return nil
            }
            (self.wakeups, self.continuation, self.events) = (wakeups, continuation, events)
        }

        deinit {
            continuation.finish()
            close(descriptor)
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
            events.name(directory, watch)
            return FileSystemType.isKernelsOwn(directory) ? .complete : .unproven
        }

        public func unwatch(_ directory: String) {
            for watch in events.forget(directory) { inotify_rm_watch(descriptor, watch) }
        }

        public func takeHints() -> WatchHints { events.takeHints() }
    }
#endif
