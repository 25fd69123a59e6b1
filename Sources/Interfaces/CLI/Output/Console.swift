#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Standard output for data, standard error for everything else.
enum Console {
    /// Gives closed standard descriptors a place that takes nothing, so that no socket gets the number of one and with
    /// it what was meant for it.
    static func hold() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes a line of data; see ``ended(by:)`` for where that fails.
    static func print(_ line: String) {
        let error = write(line + "\n", to: 1)
        if error != 0 { exit(ended(by: error).rawValue) }
    }

    /// To be called last: some file systems say only now that they could not store what they took.
    static func finish() -> ExitStatus {
        guard close(1) != 0, errno != EBADF else { return .done }
        return ended(by: errno)
    }

    /// How the program ends when standard output failed: without a word when nobody reads any more, as after `head`.
    private static func ended(by error: Int32) -> ExitStatus {
        if error == EPIPE { return .done }
        CommandFailure(
            "The output cannot be written: \(String(cString: strerror(error))).",
            hint: "Make room where it goes, or send it elsewhere; what is there is not whole."
        ).report()
        return .failed
    }

    /// Writes a line to the person at the terminal.
    static func complain(_ line: String, end: String = "\n") {
        _ = write(line + end, to: 2)
    }

    /// Whether standard output is a terminal that wants colours.
    static var hasColours: Bool {
        isatty(1) == 1 && getenv("NO_COLOR") == nil && getenv("TERM").map { String(cString: $0) } != "dumb"
    }

    /// Columns of the terminal; 80 where there is none.
    static var width: Int { columns(of: 1) }

    /// Whether a person sees standard output, or standard error.
    static var isTerminal: Bool { isatty(1) == 1 }
    static var isErrorTerminal: Bool { isatty(2) == 1 }

    /// Columns of the terminal that standard error goes to.
    static var errorWidth: Int { columns(of: 2) }

    private static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 80
        }
        return Int(size.ws_col)
    }

    /// Rows of the terminal; 24 where there is none.
    static var height: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
    }

    /// Writes to the screen, without a line end.
    static func write(_ text: String) {
        _ = write(text, to: 1)
    }

    /// Asks the person at the terminal; anything but a yes is a no.
    static func ask(_ question: String) -> Bool {
        _ = write(question, to: 2)
        let answer = readLine()?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// 0, or what went wrong.
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc_write(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : EIO }
            done += written
        }
        return 0
    }
}

/// `write(2)` under a name that the method of the same name does not shadow.
private func Glibc_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
