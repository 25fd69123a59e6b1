import JSONRPC
import StrictJSON

/// How much of a long piece of work is left: a notification that comes before its answer, for who asked for it.
package struct WorkProgress: Sendable, Hashable {
    /// The method of the notification.
    package static let method = "progress"

    package let filesLeft: Int
    package let bytesLeft: Int64

    package init(filesLeft: Int, bytesLeft: Int64) {
        self.filesLeft = filesLeft
        self.bytesLeft = bytesLeft
    }

    /// Takes a line that may be such a notification; `nil` when it is anything else.
    package init?(line: [UInt8]) {
        guard line.starts(with: Self.beginning), let params = (try? JSONValue.parse(line))?["params"],
            let files = params["filesLeft"]?.intValue, let bytes = params["bytesLeft"]?.intValue
        else { return nil }
        self.init(filesLeft: Int(clamping: files), bytesLeft: bytes)
    }

    /// The line, with its end.
    package var line: [UInt8] {
        let params: JSONObject = ["filesLeft": .count(filesLeft), "bytesLeft": .int(bytesLeft)]
        return Request(id: nil, method: Self.method, params: .object(params)).encoded()
    }

    /// By which it is told from an answer without reading either.
    private static let beginning = Array(#"{"jsonrpc":"2.0","method":"\#(method)""#.utf8)
}
