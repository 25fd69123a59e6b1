#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole screen and single keys, given back as they were at the end.
final class Terminal {
    /// Set by a signal handler and read by the one thread there is: an aligned word, so it is never half written.
    nonisolated(unsafe) private static var isEnded: sig_atomic_t = 0

    private var saved = termios()

    /// Throws where there is no person at the keyboard; nothing was changed then, and nothing is given back.
    static func take() throws -> Terminal {
        guard isatty(0) == 1, isatty(1) == 1 else {
            throw CommandFailure(
                "--live needs a terminal.", hint: "Use kato status --json in scripts.", status: .usage)
        }
        return Terminal()
    }

    private init() {
        tcgetattr(0, &saved)
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(0, TCSAFLUSH, &raw)
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { _ in Terminal.isEnded = 1 } }
        // Only to have poll(2) return when the window changes its size.
        signal(SIGWINCH) { _ in }
        // The other screen, without a cursor.
        Console.write("\u{1B}[?1049h\u{1B}[?25l")
    }

    deinit {
        Console.write("\u{1B}[?25h\u{1B}[?1049l")
        tcsetattr(0, TCSAFLUSH, &saved)
    }

    /// What ``wait(for:milliseconds:)`` returned for.
    enum Happening {
        case key(UInt8)
        case readable
        case ended
        /// Time has passed, or the window has another size.
        case nothing
    }

    /// Waits for a key, for `descriptor` to become readable, for a signal, or for the time to pass.
    func wait(for descriptor: Int32, milliseconds: Int32) -> Happening {
        var requests = [
            pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&requests, 2, milliseconds)
        if Self.isEnded != 0 { return .ended }
        guard count > 0 else { return .nothing }
        if requests[0].revents != 0 {
            var key: UInt8 = 0
            return read(0, &key, 1) == 1 ? .key(key) : .ended
        }
        return .readable
    }

    /// Shows lines from the top of the screen; none is longer than the window is wide.
    func show(_ lines: [String]) {
        var text = "\u{1B}[H"
        for line in lines.prefix(Console.height) { text += line + "\u{1B}[K\r\n" }
        // No line end after the last line: it would scroll.
        if lines.count >= Console.height { text.removeLast(2) }
        Console.write(text + "\u{1B}[J")
    }
}
