import KatoModel
import KatoObservability
import KatoRedaction
import Redaction
import StrictJSON
import Testing

@Suite struct RedactionGateTests {
    /// Made here, so that the repository holds nothing that looks like a secret.
    private static let token = "ghp_" + String((0..<36).map { Array("aZ3xQ9kLm2Pw7RtY5vBn")[$0 * 7 % 20] })
    private static let hidden = "[REDACTED:github-token]"

    private func gate(_ mode: RedactionMode = .redact) throws -> RedactionGate {
        RedactionGate(
            mode: mode, filter: Redactor(rules: try BuiltInRules.load(), salt: [7]), emitter: .discarding)
    }

    private func event(_ content: EventContent, _ kind: EventKind = .assistantMessage, sequence: Int64 = 1)
        -> ConversationEvent
    {
        ConversationEvent(
            id: EventID(high: UInt64(sequence), low: 1), sessionID: SessionID(rawValue: "s"), sequence: sequence,
            kind: kind, content: content, time: nil, turn: 1)
    }

    @Test func `every text of every content is looked at`() throws {
        let t = Self.token
        let question = DecisionQuestion(
            callID: "c", header: t, question: t, options: [DecisionOption(label: t, explanation: t)],
            multiSelect: false)
        let contents: [EventContent] = [
            .text(t), .toolCall(callID: "c", name: "Bash", summary: t, input: ["a": [.string(t)], "\(t)": 1]),
            .toolResult(callID: "c", text: t, isError: false), .question(question),
            .answer(question: t, selection: t, header: t), .info(name: "title", text: t),
        ]
        for content in contents {
            var stream = EventStream()
            let passed = try gate().pass(event(content), after: &stream)
            #expect(!"\(passed.content)".contains(t))
            #expect("\(passed.content)".contains(Self.hidden))
        }
    }

    @Test func `a key of an object says what its value is`() throws {
        var stream = EventStream()
        let call = EventContent.toolCall(
            callID: "c", name: "x", summary: nil, input: ["password": "kT7pQ2mX9w", "path": "kT7pQ2mX9w"])
        let passed = try gate().pass(event(call, .toolCall), after: &stream)
        #expect(
            passed.content
                == .toolCall(
                    callID: "c", name: "x", summary: nil,
                    input: ["password": "[REDACTED:assigned-secret]", "path": "kT7pQ2mX9w"]))
    }

    @Test func `off and detect change nothing`() throws {
        for mode in [RedactionMode.off, .detect] {
            var stream = EventStream()
            #expect(try gate(mode).pass(event(.text(Self.token)), after: &stream).text == Self.token)
            #expect(try gate(mode).pass(Self.token) == Self.token)
        }
    }

    @Test(arguments: 1..<40)
    func `a secret over two events of one answer is caught, wherever it is cut`(cut: Int) throws {
        let whole = "The key: " + Self.token + " is it."
        let pieces = [String(whole.prefix(9 + cut)), String(whole.dropFirst(9 + cut))]
        let events = pieces.enumerated().map { event(.text($1), sequence: Int64($0 + 1)) }
        let passed = try gate().pass(events).compactMap(\.text).joined()
        // Of a secret that has only begun, the prefix and seven bytes may stand; the rest never does.
        #expect(!passed.contains(Self.token.suffix(25)))
        #expect(passed.hasSuffix(" is it."))
    }

    /// What comes before is remembered from its end; an answer may be longer than what is remembered.
    @Test(arguments: [1, Redactor.reach - 1, Redactor.reach, Redactor.reach + 1, 3 * Redactor.reach])
    func `a secret that begins at the end of a long text is caught in the next`(length: Int) throws {
        let long = String(String(repeating: "some words ", count: length / 11 + 1).suffix(length))
        let pieces = ["\(long) The key: \(Self.token.prefix(14))", "\(Self.token.dropFirst(14)) is it."]
        let events = pieces.enumerated().map { event(.text($1), sequence: Int64($0 + 1)) }
        let passed = try gate().pass(events).compactMap(\.text).joined()
        #expect(!passed.contains(Self.token.suffix(25)))
        #expect(passed.hasSuffix(" is it.") && passed.hasPrefix(long))
    }

    @Test func `a key block over three results of one call is caught`() throws {
        let line = String(Self.token.dropFirst(4) + Self.token.dropFirst(4)).prefix(64)
        let pieces = [
            "-----BEGIN RSA PRIVATE KEY-----\n\(line)\n", "\(line)\n\(line)\n",
            "\(line)\n-----END RSA PRIVATE KEY-----\nok",
        ]
        let events = pieces.enumerated().map {
            event(.toolResult(callID: "c", text: $1, isError: false), .toolResult, sequence: Int64($0 + 1))
        }
        let passed = try gate().pass(events).compactMap(\.text).joined()
        #expect(!passed.contains(line) && passed.hasSuffix("ok"))
    }

    @Test func `results of other calls and messages of the user are texts of their own`() throws {
        let (first, second) = (String(Self.token.prefix(10)), String(Self.token.dropFirst(10)))
        let results = [("a", first), ("b", second)].enumerated().map {
            event(.toolResult(callID: $1.0, text: $1.1, isError: false), .toolResult, sequence: Int64($0 + 1))
        }
        #expect(try gate().pass(results).last?.text == second)
        let typed = [first, second].enumerated().map { event(.text($1), .userMessage, sequence: Int64($0 + 1)) }
        #expect(try gate().pass(typed).last?.text == second)
    }

    @Test func `the same event in the middle of a slice or at its head passes the same way`() throws {
        let pieces = ["The key: " + Self.token.prefix(20), String(Self.token.dropFirst(20)) + " end", "more"]
        let events = pieces.enumerated().map { event(.text($1), sequence: Int64($0 + 1)) }
        let whole = try gate().pass(events)
        for start in 1..<3 {
            let rest = try gate().pass(Array(events[start...]), after: EventStream(after: Array(events[..<start])))
            #expect(rest == Array(whole[start...]))
        }
    }

    @Test func `titles lose secrets, also those that a cut made shorter`() throws {
        var facts = SessionFacts()
        facts.customTitle = "use \(Self.token)"
        facts.firstMessageTitle = "use \(Self.token.prefix(30))…"
        facts.agentTitle = "about \(Self.token)"
        facts.gitBranch = "fix-\(Self.token)"
        facts.workingDirectory = "/home/ada"
        let session = Session(
            id: SessionID(rawValue: "s"), key: SessionKey(provider: ProviderID("claude"), nativeID: "n"),
            facts: facts, startedAt: nil, lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
        let passed = try gate().pass(session).facts
        #expect(passed.customTitle == "use \(Self.hidden)" && passed.firstMessageTitle == "use \(Self.hidden)…")
        #expect(passed.agentTitle == "about \(Self.hidden)" && passed.gitBranch == "fix-\(Self.hidden)")
        #expect(passed.workingDirectory == "/home/ada")
        #expect(Slug.make(passed.title) == "use-redacted-github-token")
    }

    @Test func `a filter that cannot work keeps the event back`() throws {
        struct Broken: TextFilter {
            struct Failure: Error {}
            func filter(_ text: String, keepsLines: Bool, preceding: String) throws -> RedactedText { throw Failure() }
        }
        let gate = RedactionGate(mode: .redact, filter: Broken(), emitter: .discarding)
        #expect(throws: Broken.Failure.self) { try gate.pass([event(.text("anything"))]) }
        #expect(throws: Broken.Failure.self) { try gate.pass("anything") }
    }
}
