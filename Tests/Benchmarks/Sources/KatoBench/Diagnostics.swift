import Glibc

/// What is not a result goes to standard error.
enum Diagnostics {
    static func print(_ text: String) {
        let line = Array("kato-bench: \(text)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
