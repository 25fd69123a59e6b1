#if os(Linux)
    import Glibc
    import Synchronization

    /// What inotify told, as hints that wait to be taken.
    final class InotifyEvents: Sendable {
        private struct State {
            var directories: [Int32: String] = [:]
            var hints = WatchHints()
        }

        private let state = Mutex(State())

        /// From now on events of `watch` are of `directory`.
        func name(_ directory: String, _ watch: Int32) {
            state.withLock { $0.directories[watch] = directory }
        }

        /// Events of `directory` are ignored from now on.
        ///
        /// - Returns: its watches.
        func forget(_ directory: String) -> [Int32] {
            state.withLock { state in
                let found = state.directories.filter { $0.value == directory }.map(\.key)
                for watch in found { state.directories[watch] = nil }
                return found
            }
        }

        /// What came since this was asked last.
        func takeHints() -> WatchHints {
            state.withLock { state in
                defer { state.hints = WatchHints() }
                return state.hints
            }
        }

        /// Takes in whole events as the kernel writes them.
        ///
        /// - Returns: whether any hint waits.
        func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            state.withLock { state in
                Self.note(bytes, in: &state)
                return !state.hints.isEmpty
            }
        }

        private static func note(_ bytes: UnsafeRawBufferPointer, in state: inout State) {
            InotifyRecords.forEach(in: bytes) { event, name in
                note(event, name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self), in: &state)
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
