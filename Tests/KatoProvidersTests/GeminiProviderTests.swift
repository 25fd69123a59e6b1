import Digest
import KatoModel
import KatoProviders
import Testing

@Suite struct GeminiProviderTests {
    private let provider = GeminiProvider()

    @Test func `its folder can be moved`() {
        #expect(provider.defaultRoots(environment: [:], home: "/home/ada") == ["/home/ada/.gemini/tmp"])
        #expect(provider.defaultRoots(environment: ["GEMINI_CLI_HOME": "/x/"], home: "/h") == ["/x/.gemini/tmp"])
        #expect(provider.defaultRoots(environment: ["GEMINI_CLI_HOME": "x"], home: "/h") == ["/h/.gemini/tmp"])
    }

    @Test(arguments: [
        ("p/chats/session-2026-05-20T17-03-1f9a7f0c.jsonl", "lines"),
        ("p/chats/session-2026-01-17T08-12-7c1d5b1e.json", "document"),
        ("p/chats/7c1d/2f3a.jsonl", "lines 7c1d/2f3a"),
        ("p/chats/session-x.jsonl.unreadable-17", nil), ("p/chats/.session-x.json", nil), ("p/chats/other.json", nil),
        ("p/logs.json", nil), ("p/checkpoint-a.json", nil), ("session-x.json", nil),
        ("p/tool-outputs/session-x.json", nil),
        ("p/chats/a/b/c.jsonl", nil), ("p/chats/session-noext", nil),
    ])
    func `a file is claimed by its place and name`(path: String, expected: String?) {
        let claim = provider.claim(path.split(separator: "/").map(String.init))
        let text = claim.map { claim in
            let shape = claim.shape == .lines ? "lines" : "document"
            return claim.agentID.map { "\(shape) \(claim.nativeID ?? "-")/\($0)" } ?? shape
        }
        #expect(text == expected)
    }

    private func workingDirectory(_ folder: String, _ files: [String: String]) -> String? {
        provider.facts([folder, "chats", "session-x.json"], companions: files.mapValues { Array($0.utf8) })
            .workingDirectory
    }

    @Test func `the project's folder is found by its mark, its word or its digest`() {
        let digest = ContentHash.sha256("/home/ada/parcels").map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        let list = #"{"projects":{"/home/ada/other":"other","/home/ada/parcels":"parcels"}}"#
        #expect(workingDirectory("parcels", ["parcels/.project_root": "/home/ada/parcels\n"]) == "/home/ada/parcels")
        #expect(workingDirectory("parcels", ["../projects.json": list]) == "/home/ada/parcels")
        #expect(workingDirectory(digest, ["../projects.json": list]) == "/home/ada/parcels")
        #expect(workingDirectory("unknown", ["../projects.json": list]) == nil)
        #expect(workingDirectory("p", ["p/.project_root": "relative", "../projects.json": "{"]) == nil)
        #expect(
            provider.claim(["p", "chats", "session-x.json"])?.companions == ["p/.project_root", "../projects.json"])
    }

    @Test func `the head tells the conversation, its title and its folder`() {
        let digest = "\(ContentHash.sha256("/w").map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())"
        let record = GeminiRecords.decode(
            #"{"sessionId":"s1","projectHash":"\#(digest)","summary":"A title","directories":["/other","/w"]}"#)
        #expect(record.sessionID == "s1")
        #expect(record.drafts.map(DraftText.brief) == ["raw side-record:head"])
        #expect(record.facts?.agentTitle == "A title")
        #expect(record.facts?.workingDirectory == "/w")
        #expect(GeminiRecords.decode(#"{"$set":{"summary":"Later"}}"#).facts?.agentTitle == "Later")
        let change = GeminiRecords.decode(#"{"$set":{"lastUpdated":"x"}}"#)
        #expect(change.drafts.map(DraftText.brief) == ["raw side-record:$set"])
    }

    @Test func `a list that replaces the conversation brings no words of the user`() {
        let record = GeminiRecords.decode(
            #"{"$set":{"messages":[{"id":"a","type":"user","content":"::record"},{"id":"b","type":"gemini","content":"x"},{"type":"user","content":"nameless"}]}}"#
        )
        #expect(
            record.drafts.map(DraftText.brief) == [
                "info history-replaced: -", "system.message: ::record", "assistant.message: x",
            ])
        #expect(record.drafts.map(\.name) == [nil, "a/text", "b/text"])
        #expect(GeminiRecords.decode(#"{"$rewindTo":"b"}"#).drafts.map(DraftText.brief) == ["info rewind: b"])
    }
}
