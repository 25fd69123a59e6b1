/// The tokens of a conversation, its sub-agents included.
package struct TokenTotals: Sendable, Hashable {
    /// Read anew.
    package var input = 0
    package var output = 0
    package var cacheRead = 0
    package var cacheWrite = 0

    package init() {}

    package static func + (left: TokenTotals, right: TokenTotals) -> TokenTotals {
        var sum = left
        sum.input += right.input
        sum.output += right.output
        sum.cacheRead += right.cacheRead
        sum.cacheWrite += right.cacheWrite
        return sum
    }

    /// Everything that went in and came out.
    package var total: Int { input + output + cacheRead + cacheWrite }
}
