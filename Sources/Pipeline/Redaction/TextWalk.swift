import KatoModel
import Redaction
import StrictJSON

/// Goes through every text that an event's content holds.
struct TextWalk {
    let filter: any TextFilter
    let keepsLines: Bool
    /// What stands before the event's main text.
    var preceding = ""
    private(set) var receipts: [RedactionReceipt] = []

    /// A value longer than this says itself what it is; with its key before it, it would have to be copied.
    private static let longestKeyedValue = 1024

    init(filter: any TextFilter, keepsLines: Bool) {
        self.filter = filter
        self.keepsLines = keepsLines
    }

    mutating func content(_ content: EventContent) throws -> EventContent {
        switch content {
        case .text(let text): .text(try main(text))
        case .toolCall(let callID, let name, let summary, let input):
            .toolCall(
                callID: callID, name: name, summary: try optional(summary), input: try json(input, key: nil))
        case .toolResult(let callID, let text, let isError):
            .toolResult(callID: callID, text: try main(text), isError: isError)
        case .question(let question): .question(try self.question(question))
        case .answer(let question, let selection, let header):
            .answer(question: try text(question), selection: try text(selection), header: try optional(header))
        case .info(let name, let text): .info(name: name, text: try optional(text))
        case .raw: content
        }
    }

    mutating func text(_ text: String) throws -> String {
        let result = try filter.filter(text, keepsLines: keepsLines, preceding: "")
        receipts += result.receipts
        return result.text
    }

    // MARK: - Parts

    private mutating func main(_ text: String) throws -> String {
        let result = try filter.filter(text, keepsLines: keepsLines, preceding: preceding)
        receipts += result.receipts
        return result.text
    }

    private mutating func optional(_ text: String?) throws -> String? {
        try text.map { try self.text($0) }
    }

    private mutating func question(_ question: DecisionQuestion) throws -> DecisionQuestion {
        DecisionQuestion(
            callID: question.callID, header: try optional(question.header), question: try text(question.question),
            options: try question.options.map {
                DecisionOption(label: try text($0.label), explanation: try optional($0.explanation))
            },
            multiSelect: question.multiSelect)
    }

    private mutating func json(_ value: JSONValue, key: String?) throws -> JSONValue {
        switch value {
        case .string(let string): return .string(try keyed(string, key))
        case .array(let values): return .array(try values.map { try json($0, key: key) })
        case .object(let object):
            return .object(
                JSONObject(
                    members: try object.members.map {
                        JSONObject.Member(key: try text($0.key), value: try json($0.value, key: $0.key))
                    }))
        case .null, .bool, .int, .number: return value
        }
    }

    /// A string that is the value of a key: `{"password": "…"}` is an assignment too.
    private mutating func keyed(_ string: String, _ key: String?) throws -> String {
        let plain = try text(string)
        guard let key, plain == string, string.utf8.count <= Self.longestKeyedValue else { return plain }
        let head = key + "=\""
        let result = try filter.filter(head + string + "\"", keepsLines: keepsLines, preceding: "")
        guard !result.receipts.isEmpty, result.text.hasPrefix(head), result.text.hasSuffix("\"") else { return plain }
        receipts += result.receipts
        return String(result.text.dropFirst(head.count).dropLast())
    }
}
