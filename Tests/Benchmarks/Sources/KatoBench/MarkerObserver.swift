import Glibc
import Synchronization

/// Notes when a marker becomes readable in a file, on a thread of its own that sleeps until inotify says that the
/// file has changed. Every file is watched by the same thread in the same way, so what it costs falls out of ratios.
final class MarkerObserver: Sendable {
    /// One watched file.
    private struct Source {
        let file: OpenedFile
        var offset: off_t
        /// The end of what was read before: a marker may come in two pieces.
        var rest: [UInt8] = []
    }

    private struct State {
        var sources: [Source] = []
        /// When each marker was first readable; 0 while it is not.
        var seen: [UInt64]
        var stopped = false
    }

    private let state: Mutex<State>
    private let watcher: Int32

    init(markers: Int) throws {
        state = Mutex(State(seen: [UInt64](repeating: 0, count: markers)))
        watcher = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard watcher >= 0 else { throw BenchError.system("inotify_init1") }
    }

    deinit {
        close(watcher)
    }

    /// Looks at `path` too, from its end on.
    func watch(_ path: String) throws {
        let file = try OpenedFile(path, flags: O_RDONLY)
        guard inotify_add_watch(watcher, path, UInt32(IN_MODIFY)) >= 0 else { throw BenchError.system(path) }
        state.withLock { $0.sources.append(Source(file: file, offset: lseek(file.descriptor, 0, SEEK_END))) }
    }

    /// Runs `body` while a thread observes.
    func whileObserving<Result>(_ body: () throws -> Result) throws -> Result {
        let thread = try WorkerThread { self.run() }
        defer {
            state.withLock { $0.stopped = true }
            thread.join()
            state.withLock { $0.stopped = false }
        }
        return try body()
    }

    /// When marker `number` was first readable.
    func seen(_ number: Int) -> UInt64? {
        let time = state.withLock { $0.seen[number] }
        return time == 0 ? nil : time
    }

    /// The text to look for; plain letters and digits, which no format escapes.
    static func marker(_ number: Int) -> [UInt8] {
        let digits = String(number)
        return Array((word + String(repeating: "0", count: width - digits.count) + digits + "Z").utf8)
    }

    private static let word = "KATOMARK"
    private static let width = 8

    private func run() {
        var events = [UInt8](repeating: 0, count: 65536)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while !state.withLock({ $0.stopped }) {
            var request = pollfd(fd: watcher, events: Int16(POLLIN), revents: 0)
            // The timeout is for the stop only: a change wakes the thread at once.
            _ = poll(&request, 1, 50)
            while read(watcher, &events, events.count) > 0 {}
            state.withLock { state in
                for index in state.sources.indices {
                    Self.look(at: &state.sources[index], into: &state.seen, buffer: &buffer)
                }
            }
        }
    }

    private static func look(at source: inout Source, into seen: inout [UInt64], buffer: inout [UInt8]) {
        while true {
            let count = pread(source.file.descriptor, &buffer, buffer.count, source.offset)
            guard count > 0 else { return }
            let now = MonotonicClock.now()
            source.offset += off_t(count)
            let text = source.rest + buffer[..<count]
            for number in numbers(in: text) where seen.indices.contains(number) && seen[number] == 0 {
                seen[number] = now
            }
            source.rest = Array(text.suffix(word.utf8.count + width))
        }
    }

    private static func numbers(in text: [UInt8]) -> [Int] {
        let first = Int32(UInt8(ascii: "K"))
        let length = word.utf8.count
        return text.withUnsafeBytes { bytes in
            var found: [Int] = []
            var rest = bytes[...]
            while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let hit = memchr(base, first, rest.count)
            {
                let start = rest.startIndex + (UnsafeRawPointer(hit) - base)
                let end = start + length + width
                guard end < bytes.count else { break }
                rest = bytes[(start + 1)...]
                guard memcmp(hit, word, length) == 0, bytes[end] == UInt8(ascii: "Z") else { continue }
                let digits = String(decoding: bytes[(start + length)..<end], as: UTF8.self)
                if let number = Int(digits) { found.append(number) }
            }
            return found
        }
    }
}
