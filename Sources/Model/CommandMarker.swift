/// A cheap look at whether a text can hold an in-chat command at all.
package enum CommandMarker {
    /// False only when no reading of `text` finds a command: each begins a line with two colons, which may have
    /// characters before and between them that cannot be seen.
    package static func mayStand(in text: String) -> Bool {
        // A stored text is contiguous, and its bytes are looked through many times faster so.
        text.utf8.withContiguousStorageIfAvailable(mayStand) ?? mayStand(Array(text.utf8))
    }

    private static func mayStand(_ bytes: some Collection<UInt8>) -> Bool {
        var seen = Seen.nothing
        for byte in bytes {
            switch byte {
            case 0x0A, 0x0D: seen = .nothing
            case UInt8(ascii: ":"):
                if seen == .colon { return true }
                if seen == .nothing { seen = .colon }
            case 0x20: if seen == .colon { seen = .text }
            case 0x21...0x7E: seen = .text
            // Some of these cannot be seen. Which, is for the scanner to know.
            default: break
            }
        }
        return false
    }

    /// What stands in a line so far.
    private enum Seen {
        case nothing, colon, text
    }
}
