import KatoConfiguration
import KatoFlags
import KatoModel
import Testing

@Suite struct FeatureFlagsTests {
    private func session(_ provider: String, in folder: String) -> Session {
        var facts = SessionFacts()
        facts.workingDirectory = folder
        return Session(
            id: SessionID(rawValue: "s"), key: SessionKey(provider: ProviderID(provider), nativeID: "n"), facts: facts,
            startedAt: nil, lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
    }

    private func config(_ yaml: String = "") throws -> KatoConfig {
        let loader = ConfigLoader(knownProviders: ["claude", "codex"], recordingsDirectory: "/r", home: "/home/ada")
        return try loader.parse(Array("schemaVersion: 1\n\(yaml)".utf8), file: "config.yaml").config
    }

    @Test func `without rules the keys of the configuration decide`() async throws {
        let flags = try await FeatureFlags(config("render:\n  thinking: true\n"))
        #expect(flags.isOn(.thinking, for: nil) && !flags.isOn(.toolCalls, for: nil) && flags.isOn(.exports, for: nil))
        let entry = try #require(flags.list(for: nil).first)
        #expect(entry.flag == .thinking && entry.value == "true")
        #expect(entry.reason == "STATIC" && entry.source == "render.thinking")
        #expect(flags.list(for: nil).map(\.flag) == FeatureFlag.allCases)
    }

    @Test func `the first rule that matches conversation and command decides`() async throws {
        let flags = try await FeatureFlags(
            config(
                """
                flags:
                  - {flag: render.toolCalls, value: true, when: "provider == 'codex' && command == 'export'"}
                  - {flag: render.toolCalls, value: false, when: "provider == 'codex'"}
                  - {flag: render.toolCalls, value: true, when: "cwd.startsWith('/work/')"}
                  - {flag: redaction.mode, value: detect, when: "cwd.startsWith('/work/')"}
                  - {flag: exports.enabled, value: false}

                """))
        let (codex, claude) = (session("codex", in: "/work/a"), session("claude", in: "/work/a"))
        #expect(flags.isOn(.toolCalls, for: codex, command: "export"))
        #expect(!flags.isOn(.toolCalls, for: codex, command: "record"))
        #expect(flags.isOn(.toolCalls, for: claude))
        #expect(!flags.isOn(.toolCalls, for: session("claude", in: "/home/ada")) && !flags.isOn(.toolCalls, for: nil))
        #expect(flags.redaction(for: claude) == .detect && flags.redaction(for: nil) == .redact)
        #expect(!flags.isOn(.exports, for: nil))
        let entry = try #require(flags.list(for: claude).first { $0.flag == .toolCalls })
        #expect(entry.value == "true" && entry.reason == "TARGETING_MATCH" && entry.source == "flags[2]")
    }

    @Test(arguments: ["gitBranch == 'keel'", "title == 'Boats'", "session == 'n'", "provider != 'codex'"])
    func `a rule may ask for whatever is known of the conversation`(condition: String) async throws {
        let flags = try await FeatureFlags(
            config("flags:\n  - {flag: render.thinking, value: true, when: \"\(condition)\"}\n"))
        var facts = SessionFacts()
        (facts.gitBranch, facts.agentTitle) = ("keel", "Boats")
        let known = Session(
            id: SessionID(rawValue: "s"), key: SessionKey(provider: ProviderID("claude"), nativeID: "n"), facts: facts,
            startedAt: nil, lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
        let other = Session(
            id: SessionID(rawValue: "t"), key: SessionKey(provider: ProviderID("codex"), nativeID: "o"),
            facts: SessionFacts(), startedAt: nil, lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
        #expect(flags.isOn(.thinking, for: known) && !flags.isOn(.thinking, for: other))
    }

    @Test(arguments: [
        ("- {flag: render.tools, value: true}", "render.toolCalls"),
        ("- {flag: render.thinking, value: maybe}", "true, false"),
        ("- {flag: redaction.mode, value: none}", "off, detect, redact"),
        ("- {flag: render.thinking, value: true, when: \"vendor == 'codex'\"}", "vendor"),
        ("- {flag: render.thinking, value: true, when: \"provider ==\"}", "ends too early"),
        ("- {flag: render.thinking, value: true, if: x}", "no such key"),
        ("- {flag: render.thinking}", "needs"),
        ("- render.thinking", "group of keys"),
    ])
    func `a wrong rule stops the start and is named with its line`(rule: String, words: String) throws {
        #expect { try config("flags:\n  \(rule)\n") } throws: { error in
            let text = "\(error)"
            return text.contains("config.yaml:3:") && text.lowercased().contains(words.lowercased())
        }
    }

    @Test func `a workspace's value holds in its folder, the innermost wins, and a rule wins over both`() async throws {
        let config = try config(
            """
            render: {thinking: false}
            workspaces:
              - {path: /home/ada/work, render: {thinking: true, toolCalls: true}}
              - {path: /home/ada/work/quiet, render: {thinking: false}}
            flags:
              - {flag: render.toolCalls, value: false, when: "command == 'export'"}

            """)
        let flags = try await FeatureFlags(config, canonical: { $0 == "/home/ada/work" ? "/srv/work" : nil })
        let (work, quiet) = (session("claude", in: "/home/ada/work"), session("claude", in: "/home/ada/work/quiet/x"))
        #expect(flags.isOn(.thinking, for: work) && !flags.isOn(.thinking, for: quiet))
        #expect(flags.isOn(.toolCalls, for: quiet) && !flags.isOn(.toolCalls, for: quiet, command: "export"))
        #expect(flags.isOn(.thinking, for: session("claude", in: "/srv/work/a")))
        #expect(!flags.isOn(.thinking, for: session("claude", in: "/home/ada")) && !flags.isOn(.thinking, for: nil))
        #expect(flags.list(for: work).first { $0.flag == .thinking }?.source == "workspaces[0]")
    }

    @Test func `the configuration in force loads to the same rules`() throws {
        let config = try config("flags:\n  - {flag: render.thinking, value: true, when: \"provider == 'codex'\"}\n")
        let loader = ConfigLoader(knownProviders: ["claude", "codex"], recordingsDirectory: "/r", home: "/home/ada")
        #expect(try loader.parse(Array(config.effectiveText.utf8), file: "x").config == config)
    }
}
