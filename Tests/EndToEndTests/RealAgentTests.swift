import Foundation
import KatoTestSupport
import Testing

extension EndToEnd {
    /// Real agents, a model on loopback, the real daemon: what is recorded is what was said. `make e2e-agents`.
    @Suite(.enabled(if: RealAgent.folder != nil, "no agents are installed; run make e2e-agents"))
    struct RealAgentTests {
        /// What a model may say: Markdown, code, letters of any kind, a line that looks like a command.
        private static let answers = [
            "The **first** answer: größer, 帆, 😀.\n\n```swift\nlet mast = \"pine\"\n```",
            "The second answer.\n::stop\n\n- one\n- two",
            "The third answer ends it.",
        ]

        @Test(arguments: RealAgent.allCases)
        func `what a real agent and its user say is recorded, each text once`(agent: RealAgent) async throws {
            guard let program = agent.program else { try Test.cancel("\(agent.rawValue) is not installed") }
            let home = try KatoHome()
            if agent == .codex { try home.folder.makeFolder("home/.codex/sessions") }
            try await home.start()
            let model = try await LoopbackModel(home, answers: Self.answers)
            let questions = ["Which wood?\n::capture", "And for the keel?", "Is that all?"]
            for (index, question) in questions.enumerated() {
                let finished = try await Shell.run(
                    program, agent.arguments(question, port: model.port, goesOn: index > 0),
                    environment: agent.environment(home, port: model.port), directory: home.project)
                #expect(finished.status == 0, "\(finished)")
            }
            let folder = "kato/recordings/\(agent.rawValue)"
            try await eventually("the last answer is recorded", within: .seconds(20)) {
                guard let name = (try? home.folder.names(in: folder))?.first else { return false }
                return try home.folder.text(of: folder + "/" + name).contains("The third answer ends it.")
            }
            #expect(try home.folder.names(in: folder).count == 1)
            let name = try #require(try home.folder.names(in: folder).first)
            let text = try home.folder.text(of: folder + "/" + name)
            let said = try model.said()
            #expect(said == Self.answers)
            var rest = text[...]
            for part in zip(["Which wood?", "And for the keel?", "Is that all?"], said).flatMap({ [$0, $1] }) {
                #expect(text.occurrences(of: "\n\(part)\n") == 1, "\(part) in \(text)")
                let found = try #require(rest.firstRange(of: "\n\(part)\n"), "\(part) out of order")
                rest = rest[found.upperBound...]
            }
            let checked = try await home.kato("doctor", "--deep")
            #expect(checked.status == 0, "\(checked)")
        }
    }
}
