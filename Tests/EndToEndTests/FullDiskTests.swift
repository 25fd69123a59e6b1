import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite(.enabled(if: SmallDisk.isPossible, "a disk of its own cannot be mounted here: run as root"))
    struct FullDiskTests {
        @Test(arguments: ["recordings", "state"])
        func `a full disk stops the recording until there is room, and nothing is lost`(folder: String) async throws {
            let home = try KatoHome()
            let disk = try await SmallDisk(home, folder)
            defer { kill(disk.pid, SIGKILL) }
            let chat = home.conversation()
            try chat.user("::record\nmessage 0.")
            try await eventually("it is recorded") { try disk.recording().contains("message 0.") }
            let before = try disk.recording()

            try disk.fill()
            for number in 1...300 { try chat.assistant("message \(number).") }
            try await eventually("status says that the disk is full") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { $0["message"]?.stringValue?.contains("full") == true }
            }
            #expect(try disk.recording().hasPrefix(before))

            try disk.free()
            try await eventually("everything is recorded", within: .seconds(60)) {
                try disk.recording().contains("message 300.")
            }
            let text = try disk.recording()
            for number in 0...300 { #expect(text.occurrences(of: "message \(number).\n") == 1, "message \(number)") }
            try await eventually("the problem is gone") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
            kill(disk.pid, SIGTERM)
            #expect(try await disk.daemon.value.status == 0)
        }

        @Test func `a command typed while the disk is full is carried out once when there is room`() async throws {
            let home = try KatoHome()
            let disk = try await SmallDisk(home, "state")
            defer { kill(disk.pid, SIGKILL) }
            let chat = home.conversation()
            try chat.user("message 0.")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            try disk.fill()
            try chat.user("::record\nmessage 1.")
            // Enough for the space that the journal has kept.
            for number in 2...300 { try chat.assistant("message \(number).") }
            try await eventually("status says that it waits") {
                let problems = try await home.status()["problems"]?.arrayValue ?? []
                return problems.contains { ["disk-full", "log-unwritable"].contains($0["code"]?.stringValue) }
            }
            let refused = try await home.kato("call", "recordings.start", #"{"session":"\#(chat.id)"}"#)
            #expect(refused.status == 1, "\(refused)")
            try disk.free()
            try await eventually("everything is recorded", within: .seconds(60)) {
                try disk.recording().contains("message 300.")
            }
            let text = try disk.recording()
            for number in 1...300 { #expect(text.occurrences(of: "message \(number).\n") == 1, "message \(number)") }
            let audit = try String(contentsOfFile: disk.folder + "/logs/audit.jsonl", encoding: .utf8)
            #expect(audit.occurrences(of: #""event":"command.decided""#) == 1)
            try await eventually("the problem is gone") {
                try await home.status()["problems"]?.arrayValue?.isEmpty == true
            }
            kill(disk.pid, SIGTERM)
            #expect(try await disk.daemon.value.status == 0)
        }

        @Test func `a daemon that is started on a full disk waits for room`() async throws {
            let home = try KatoHome()
            try home.folder.makeFolder("kato/state")
            let script = """
                mount -t tmpfs -o size=1m,mode=700 tmpfs "$KATO_HOME/state"
                head -c 2m /dev/zero > "$KATO_HOME/state/filler" 2> /dev/null
                '\(Programs.kato)' start > "$KATO_HOME/said" 2>&1 || echo "$?" > "$KATO_HOME/code"
                rm "$KATO_HOME/state/filler"
                while ! '\(Programs.kato)' status > /dev/null 2>&1; do sleep 0.1; done
                cat "$KATO_HOME/state/logs/audit.jsonl" > "$KATO_HOME/audit"
                '\(Programs.kato)' stop
                """
            let run = try await Shell.run(
                "env", SmallDisk.namespace + ["sh", "-c", script], environment: home.environment)
            #expect(run.status == 0, "\(run)")
            #expect(try home.folder.text(of: "kato/code") == "1\n")
            let said = try home.folder.text(of: "kato/said")
            #expect(said.contains("waits") && said.contains("full") && said.contains("hint: "), "\(said)")
            #expect(try home.folder.text(of: "kato/audit").occurrences(of: #""event":"daemon.started""#) == 1)
        }

        @Test func `while the disk is full, questions are answered and changes are refused`() async throws {
            let home = try KatoHome()
            let disk = try await SmallDisk(home, "state")
            defer { kill(disk.pid, SIGKILL) }
            try home.conversation().user("hello")
            try await eventually("it is known") { try await home.status()["sessions"]?["total"]?.intValue == 1 }
            try disk.fill()
            func answer(_ method: String, _ params: String = "{}") throws -> JSONValue? {
                let line = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(params)}"#
                return try RawClient.exchange(home, line + "\n").first
            }
            for method in ["daemon.ping", "daemon.status", "sessions.list", "recordings.list", "logs.recent"] {
                #expect(try answer(method)?["result"] != nil, "row 67: \(method)")
            }
            // What cannot be noted in the audit log is not done. Its last page has room for some lines yet.
            let refused = try (0..<60).lazy.compactMap { _ in
                try answer("state.clean", #"{"logs":true,"dryRun":true}"#)?["error"]
            }.first
            let hint = refused?["data"]?["hint"]?.stringValue
            #expect(refused?["code"] == -32006 && hint?.isEmpty == false, "row 67: \(String(describing: refused))")
            try disk.free()
            try await eventually("changes are made again") {
                try answer("state.clean", #"{"logs":true,"dryRun":true}"#)?["result"] != nil
            }
            kill(disk.pid, SIGTERM)
            #expect(try await disk.daemon.value.status == 0)
        }
    }
}
