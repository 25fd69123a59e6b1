package import KatoModel
import StrictJSON

/// Renders a conversation as JSON Lines for programs: one event a line, nothing left out but sub-agents.
///
/// Members stand in a fixed order and absent ones are left out. There is no sequence number: it would differ in a
/// journal that is built anew.
package struct JSONLinesRenderer: ConversationRenderer {
    package init() {}

    /// Nothing: a line ends itself.
    package var separator: String { "" }

    /// None: every line stands for itself.
    package func header(_ header: RecordingHeader) -> RenderedBlock? { nil }

    /// See ``ConversationRenderer/render(_:lines:state:)``. `nil` for sub-agents and for parts that are blank.
    package func render(
        _ event: ConversationEvent,
        lines: Range<Int>?,
        state: inout RenderState
    ) -> RenderedBlock? {
        guard event.agentID == nil, let content = Self.content(of: event, lines: lines) else { return nil }
        let id = BlockIdentity.id(of: event.id, lines: lines)
        var object: JSONObject = [
            "schemaVersion": 1, "id": .string(id), "eventId": .string(event.id.description),
            "session": .string(event.sessionID.rawValue), "kind": .string(event.kind.rawValue),
        ]
        object["time"] = event.time.map { .string($0.description) }
        object["turn"] = .int(Int64(event.turn))
        object["model"] = event.model.map(JSONValue.string)
        object["nativeId"] = event.nativeID.map(JSONValue.string)
        object["content"] = .object(content)
        return RenderedBlock(id: id, text: Self.line(JSONValue.object(object).encoded()))
    }

    private static func content(of event: ConversationEvent, lines: Range<Int>?) -> JSONObject? {
        var content = JSONObject()
        switch event.content {
        case .text(let text):
            guard lines != nil else { return ["text": .string(text)] }
            let part = TextLines.split(text, in: lines)
            if part.allSatisfy(TextLines.isBlank) { return nil }
            return ["text": .string(part.joined(separator: "\n"))]
        case .toolCall(let callID, let name, let summary, let input):
            content = ["callId": .string(callID), "name": .string(name)]
            content["summary"] = summary.map(JSONValue.string)
            content["input"] = input
        case .toolResult(let callID, let text, let isError):
            content = ["callId": .string(callID), "text": .string(text), "isError": .bool(isError)]
        case .question(let question): content = Self.content(of: question)
        case .answer(let question, let selection, let header):
            content = ["question": .string(question), "selection": .string(selection)]
            content["header"] = header.map(JSONValue.string)
        case .info(let name, let text):
            content = ["name": .string(name)]
            content["text"] = text.map(JSONValue.string)
        case .raw(let reason): content = ["reason": .string(reason)]
        }
        return content
    }

    private static func content(of question: DecisionQuestion) -> JSONObject {
        var content: JSONObject = ["callId": .string(question.callID)]
        content["header"] = question.header.map(JSONValue.string)
        content["question"] = .string(question.question)
        content["options"] = .array(
            question.options.map { option in
                var object: JSONObject = ["label": .string(option.label)]
                object["explanation"] = option.explanation.map(JSONValue.string)
                return .object(object)
            }
        )
        content["multiSelect"] = .bool(question.multiSelect)
        return content
    }

    /// Adds the line's end, and escapes U+2028 and U+2029, which some readers of lines take for ends.
    private static func line(_ json: [UInt8]) -> String {
        var line: [UInt8] = []
        line.reserveCapacity(json.count + 1)
        var index = 0
        while index < json.count {
            let isSeparator =
                json[index] == 0xE2 && index + 2 < json.count && json[index + 1] == 0x80
                && (json[index + 2] == 0xA8 || json[index + 2] == 0xA9)
            if isSeparator {
                line += Array(json[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
                index += 3
            } else {
                line.append(json[index])
                index += 1
            }
        }
        return String(decoding: line + [0x0A], as: UTF8.self)
    }
}
