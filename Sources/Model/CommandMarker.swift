/// A cheap look at whether a text can hold an in-chat command at all.
package enum CommandMarker {
    /// False only when no reading of `text` finds a command: each begins with two colons, which may have characters
    /// between them that cannot be seen.
    package static func mayStand(in text: String) -> Bool {
        var colons = 0
        for byte in text.utf8 where byte == UInt8(ascii: ":") {
            colons += 1
            if colons == 2 { return true }
        }
        return false
    }
}
