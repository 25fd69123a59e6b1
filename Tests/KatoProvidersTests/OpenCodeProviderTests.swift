import KatoModel
import KatoProviders
import StrictJSON
import Testing

@Suite struct OpenCodeProviderTests {
    private let provider = OpenCodeProvider()

    private func decode(_ text: String, _ memory: inout DecoderMemory) -> DecodedRecord {
        Array(text.utf8).withUnsafeBytes { provider.decode($0, memory: &memory) }
    }

    private func part(_ role: String, _ data: String) -> DecodedRecord {
        var memory = DecoderMemory()
        let text = JSONValue.string(data).text()
        return decode(
            #"{"kind":"part","id":"prt_1","message":"msg_1","role":"\#(role)","model":"m","at":1783180800000,"data":\#(text)}"#,
            &memory)
    }

    @Test func `its folder can be moved, and only its conversations are looked at`() {
        #expect(provider.defaultRoots(environment: [:], home: "/h") == ["/h/.local/share/opencode"])
        #expect(provider.defaultRoots(environment: ["XDG_DATA_HOME": "/d"], home: "/h") == ["/d/opencode"])
        for (name, isClaimed) in [
            ("opencode.db", true), ("opencode-beta.db", true), ("auth.json", false), ("other.db", false),
        ] {
            #expect((provider.claim([name]) != nil) == isClaimed, "\(name)")
        }
        #expect(provider.claim(["storage", "opencode.db"]) == nil)
        #expect(provider.claim(["storage", "session", "p1", "ses_1.json"]) != nil)
        #expect(provider.claim(["storage", "message", "ses_1", "msg_1.json"]) == nil)
        for (folder, holds) in [
            (["snapshot"], false), (["storage"], true), (["storage", "session", "p1"], true),
            (["storage", "message"], false), (["storage", "session", "p1", "x"], false),
        ] {
            #expect(provider.mayHoldSources(folder) == holds, "\(folder)")
        }
    }

    @Test(arguments: [
        ("user", #"{"type":"text","text":"hello"}"#, ["user.message!: hello"]),
        ("user", #"{"type":"text","text":"::record","synthetic":true}"#, ["system.message: ::record"]),
        ("user", #"{"type":"text","text":"::record","ignored":true}"#, ["system.message: ::record"]),
        ("user", #"{"type":"text","text":" "}"#, ["info text: -"]),
        ("user", #"{"type":"file","filename":"a.png","url":"data:x"}"#, ["info file: a.png"]),
        ("assistant", #"{"type":"text","text":"hi"}"#, ["assistant.message: hi"]),
        ("assistant", #"{"type":"text","text":"hi","synthetic":true}"#, ["system.message: hi"]),
        ("assistant", #"{"type":"reasoning","text":"hm"}"#, ["assistant.thinking: hm"]),
        ("assistant", #"{"type":"reasoning","text":""}"#, ["info reasoning: -"]),
        ("assistant", #"{"type":"step-finish","reason":"stop"}"#, ["info step-finish: stop"]),
        ("assistant", #"{"type":"hologram"}"#, ["raw unknown-part:hologram"]),
        ("assistant", "[]", ["raw unexpected-shape:data"]),
        (
            "assistant",
            #"{"type":"tool","tool":"read","callID":"c","state":{"status":"error","input":{"filePath":"a"},"error":"no"}}"#,
            ["call read: a", "failed: no"]
        ),
        ("assistant", #"{"type":"tool","tool":"x","state":{"status":"running","input":{}}}"#, ["call x: -"]),
        (
            "assistant",
            #"{"type":"tool","tool":"bash","state":{"status":"completed","output":"o","metadata":{"exit":0}}}"#,
            ["call bash: -", "result: o"]
        ),
    ])
    func `a part gives drafts by its type`(role: String, data: String, drafts: [String]) {
        #expect(part(role, data).drafts.map(DraftText.brief) == drafts)
    }

    @Test func `parts of one message are one turn`() {
        var memory = DecoderMemory()
        let starts = ["msg_1", "msg_1", "msg_2"].enumerated().map { index, message in
            decode(
                #"{"kind":"part","id":"prt_\#(index)","message":"\#(message)","role":"user","at":1,"data":"{\"type\":\"text\",\"text\":\"x\"}"}"#,
                &memory
            ).drafts.map(\.startsTurn)
        }
        #expect(starts == [[true], [false], [true]])
    }

    @Test func `a message tells its model and what went wrong`() {
        var memory = DecoderMemory()
        let record = decode(
            #"{"kind":"message","id":"msg_1","role":"assistant","model":"m","at":1,"data":"{\"error\":{\"name\":\"APIError\",\"data\":{\"message\":\"quota\"}}}"}"#,
            &memory)
        #expect(record.drafts.map(DraftText.brief) == ["info APIError: quota"])
        #expect(record.facts?.models == ["m"])
    }

    @Test(arguments: ["", "x", "{}", #"{"id":"a","kind":"hologram","data":"{}"}"#, #"{"id":"a","kind":"part"}"#])
    func `what is not understood is kept raw`(record: String) {
        var memory = DecoderMemory()
        #expect(decode(record, &memory).drafts.map(\.kind) == [.raw])
    }
}
