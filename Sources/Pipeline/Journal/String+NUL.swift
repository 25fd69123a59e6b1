extension String {
    /// The text with U+FFFD for NUL, at which SQLite ends a bound string.
    var withoutNUL: String {
        utf8.contains(0) ? String(map { $0 == "\0" ? "\u{FFFD}" : $0 }) : self
    }
}
