import Foundation
import KatoTestSupport
import StrictJSON
import Testing

/// A program of an agent's maker that `scripts/agents.sh` installed.
enum RealAgent: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case codex, claude

    var testDescription: String { rawValue }

    /// Where the agents are; nothing without `make e2e-agents`.
    static let folder = ProcessInfo.processInfo.environment["KATO_AGENTS"]

    /// The program; `nil` when it is not there.
    var program: String? {
        let place =
            switch self {
            case .codex: "codex_cli_bin/bin/codex"
            case .claude: "claude_agent_sdk/_bundled/claude"
            }
        guard let folder = Self.folder else { return nil }
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/lib")) ?? []
        return versions.map { "\(folder)/lib/\($0)/site-packages/\(place)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What says this to it, in a new conversation or the one before.
    func arguments(_ words: String, port: String, goesOn: Bool) -> [String] {
        switch self {
        case .codex:
            let provider =
                #"model_providers.loopback={name="loopback",base_url="http://127.0.0.1:\#(port)/v1",wire_api="responses",env_key="LOOPBACK_KEY"}"#
            let settings = [
                "-m", "loopback", "-c", "model_provider=loopback", "-c", provider, "--skip-git-repo-check",
            ]
            return ["exec"] + (goesOn ? ["resume", "--last"] : []) + settings + [words]
        case .claude:
            return ["-p", words] + (goesOn ? ["--continue"] : []) + ["--model", "claude-sonnet-5"]
        }
    }

    /// Everything that keeps it on this machine and in its own folders.
    func environment(_ home: KatoHome, port: String) -> [String: String] {
        home.environment.merging([
            "CODEX_HOME": home.folder.file("home/.codex"), "LOOPBACK_KEY": "none",
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:\(port)", "ANTHROPIC_API_KEY": "none",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "DISABLE_TELEMETRY": "1", "DISABLE_AUTOUPDATER": "1",
        ]) { $1 }
    }
}
