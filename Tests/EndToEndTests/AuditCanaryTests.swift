import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// Row 60: what people and agents say, and what is secret, is in neither log.
    @Suite struct AuditCanaryTests {
        @Test func `no text of a conversation and no secret is in a log, whatever is done with it`() async throws {
            let home = try KatoHome()
            let secret = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
            try home.write(config: "schemaVersion: 1\nlogging:\n  level: debug\n")
            try await home.start()
            let chat = home.conversation()
            try chat.user("an ordinary beginning")
            for text in [
                "CANARYtext one", "::capture\nCANARYtext two", "::nonsense CANARYtext three",
                "::record CANARYtext four", "::capture @CANARYtext/five", "::capture \u{200B}CANARYtext six",
                "::capture /nowhere/\(secret).md", "\(secret)\n::stop",
            ] {
                try chat.user(text)
                try chat.assistant("CANARYanswer to it \(secret)")
            }
            try await eventually("the last command was looked at") {
                try await home.status()["lastCommands"]?.arrayValue?.first?["command"]?.stringValue == "stop"
            }
            try await home.kato("export", chat.id)
            // A check reads all of it again, and what is damaged too: it tells where and how much, never what.
            try home.folder.append(
                "CANARY no json \(secret)\n{\"type\":\"CANARYtype\",\"x\":\"\(secret)\"}\n{\"CANARY unfinished",
                to: chat.file)
            let checks = [
                try await home.kato("doctor", "--deep"), try await home.kato("doctor", "--deep", "--json"),
                try await home.kato("call", "sources.check"),
            ]
            for check in checks { #expect(!"\(check)".contains("CANARY") && !"\(check)".contains(secret), "\(check)") }
            #expect("\(checks[0])".contains("at the end wait"), "\(checks[0])")
            try await home.kato("call", "recordings.start", #"{"session":"CANARYsession"}"#)
            try await home.kato("call", "CANARYmethod")
            let logs = try ["audit", "operational"].map { try home.folder.text(of: "kato/state/logs/\($0).jsonl") }
            for log in logs {
                #expect(log.contains("command.decided"))
                #expect(!log.contains("CANARY"))
                #expect(!log.contains(secret))
            }
            let verified = try await home.kato("audit", "verify")
            #expect(verified.status == 0, "\(verified)")
        }

        @Test func `a log that was changed is found from the command line`() async throws {
            let home = try KatoHome()
            try await home.start()
            try await home.kato("stop")
            let log = try home.folder.text(of: "kato/state/logs/audit.jsonl")
            let events = try home.audit().compactMap { $0["event"]?.stringValue }
            for event in [
                "daemon.started", "configuration.applied", "sandbox.applied", "control.requested", "daemon.stopping",
            ] {
                #expect(events.contains(event), "\(events)")
            }
            try home.folder.write(
                log.replacing("daemon.started", with: "daemon.startes"), to: "kato/state/logs/audit.jsonl")
            let found = try await home.kato("audit", "verify")
            #expect(found.status == 1)
            #expect(found.output.contains("audit.jsonl:1:"), "\(found)")
            let json = try await home.kato("audit", "verify", "--json")
            #expect(try json.json()["intact"]?.boolValue == false)
        }
    }
}
