/// Where a word may begin.
enum TextEdge {
    /// True when what ends before `position` is not the same word: nothing, a sign, an escape sequence.
    ///
    /// Tool output holds source text, where `\n` is two characters; colours of terminals, where `m` ends a sequence;
    /// and addresses, where `%3D` stands for a sign.
    static func isBefore(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
        guard position > 0 else { return true }
        let byte = text[position - 1]
        guard ByteSet.word.contains(byte) else { return true }
        if position > 1, text[position - 2] == UInt8(ascii: "\\"), escapes.contains(byte) { return true }
        if position > 2, text[position - 3] == UInt8(ascii: "%") { return true }
        return byte == UInt8(ascii: "m") && endsColour(text, before: position - 1)
    }

    private static let escapes = ByteSet("nrtbf0")

    private static func endsColour(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
        var index = end
        while index > 0, end - index < 12, ByteSet.digit.contains(text[index - 1]) || text[index - 1] == 0x3B {
            index -= 1
        }
        return index > 1 && text[index - 1] == UInt8(ascii: "[") && text[index - 2] == 0x1B
    }
}
