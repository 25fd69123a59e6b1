import JSONRPC
import StrictJSON

/// How much of a long piece of work is left: a notification that comes before its answer, for who asked for it.
package struct WorkProgress: Sendable, Hashable {
    /// The method of the notification.
    package static let method = "progress"

    /// What the work is counted in.
    package enum Unit: Sendable, Hashable {
        case bytes
        case events
    }

    package let unit: Unit
    /// How many of them.
    package let left: Int64
    /// Files in which bytes are left.
    package let filesLeft: Int

    /// Reading.
    package init(filesLeft: Int, bytesLeft: Int64) {
        (unit, left) = (.bytes, bytesLeft)
        self.filesLeft = filesLeft
    }

    /// Writing.
    package init(eventsLeft: Int64) {
        (unit, left) = (.events, eventsLeft)
        filesLeft = 0
    }

    /// Takes a line that may be such a notification; `nil` when it is anything else.
    package init?(line: [UInt8]) {
        guard line.starts(with: Self.beginning), let params = (try? JSONValue.parse(line))?["params"]
        else { return nil }
        if let events = params["eventsLeft"]?.intValue {
            self.init(eventsLeft: events)
        } else if let files = params["filesLeft"]?.intValue, let bytes = params["bytesLeft"]?.intValue {
            self.init(filesLeft: Int(clamping: files), bytesLeft: bytes)
        } else {
            return nil
        }
    }

    /// The line, with its end.
    package var line: [UInt8] {
        let params: JSONObject =
            switch unit {
            case .bytes: ["filesLeft": .count(filesLeft), "bytesLeft": .int(left)]
            case .events: ["eventsLeft": .int(left)]
            }
        return Request(id: nil, method: Self.method, params: .object(params)).encoded()
    }

    /// By which it is told from an answer without reading either.
    private static let beginning = Array(#"{"jsonrpc":"2.0","method":"\#(method)""#.utf8)
}
