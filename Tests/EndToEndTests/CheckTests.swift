import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct CheckTests {
        @Test func `doctor shows that every byte is held, beside a daemon and without one`() async throws {
            let home = try KatoHome()
            let chat = home.conversation()
            let file = "claude/projects/-work/\(chat.id).jsonl"
            try home.folder.append(chat.userLine("keep this") + "\n{\"type\":\"weather\"}\nno json\n", to: file)
            try home.folder.append("{\"type\":\"user\",\"unfin", to: file)
            try await home.start()
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            let beside = try await home.kato("doctor", "--deep")
            #expect(beside.status == 0 && beside.output.contains("1 file, 3 records"), "\(beside)")
            #expect(beside.output.contains("21 bytes at the end"), "\(beside)")
            try await home.kato("stop")
            let report = try await home.kato("doctor", "--deep", "--json").json()
            #expect(report["problems"]?.arrayValue?.isEmpty == true)
            #expect(report["skips"]?.arrayValue?.first?["reason"]?.stringValue == "unfinished-line")
        }

        @Test func `a Codex thread is recorded as it grows, under its own folder`() async throws {
            let home = try KatoHome()
            try await home.start()
            let thread = "01a20b47-5a46-7c30-8d5f-0000000000e2"
            let name = "home/.codex/sessions/2026/11/24/rollout-2026-11-24T01-59-15-\(thread).jsonl"
            let now = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(.now)
            func line(_ type: String, _ payload: String) -> String {
                #"{"timestamp":"\#(now)","type":"\#(type)","payload":\#(payload)}"# + "\n"
            }
            func item(_ item: String) -> String {
                line("event_msg", #"{"type":"item_completed","turn_id":"t1","item":\#(item)}"#)
            }
            let prompt = String(repeating: "You are careful. ", count: 3000)
            try home.folder.append(
                line(
                    "session_meta",
                    #"{"id":"\#(thread)","session_id":"\#(thread)","cwd":"\#(home.project)","base_instructions":{"text":"\#(prompt)"}}"#
                )
                    + line("event_msg", #"{"type":"task_started","turn_id":"t1"}"#)
                    + line("turn_context", #"{"turn_id":"t1","model":"gpt-5.1-codex"}"#)
                    + item(
                        #"{"type":"UserMessage","id":"u1","content":[{"type":"text","text":"Sew the sail\n::capture"}]}"#
                    ),
                to: name)
            let folder = "kato/recordings/codex/"
            try await eventually("the file is there") {
                guard let file = (try? home.folder.names(in: folder))?.first else { return false }
                return try home.folder.text(of: folder + file).contains("Sew the sail")
            }
            let file = folder + (try #require(home.folder.names(in: folder).first))
            let answer = item(
                #"{"type":"AgentMessage","id":"m1","content":[{"type":"Text","text":"It is sewn."}],"phase":"final_answer"}"#
            )
            try home.folder.append(String(answer.prefix(80)), to: name)
            try home.folder.append(String(answer.dropFirst(80)), to: name)
            try home.folder.append(
                line("event_msg", #"{"type":"task_complete","turn_id":"t1","last_agent_message":"It is sewn."}"#),
                to: name)
            try await eventually("the answer too") { try home.folder.text(of: file).contains("It is sewn.") }
            let text = try home.folder.text(of: file)
            #expect(text.occurrences(of: "It is sewn.") == 1)
            #expect(text.contains("gpt-5.1-codex"))
        }
    }
}
