import KatoConfiguration
import KatoModel
import StrictJSON
import Testing

@Suite struct ConfigOverridesTests {
    private static func load(
        _ text: String = "schemaVersion: 2\n", environment: [String: String] = [:], set: [String] = []
    ) throws(ConfigError) -> LoadedConfig {
        try ConfigLoader(
            knownProviders: ["claude", "codex"], recordingsDirectory: "/home/ada/recordings", home: "/home/ada",
            overrides: ConfigOverrides(environment: environment, assignments: set)
        ).parse(Array(text.utf8), file: "/c.yaml")
    }

    private static func issues(environment: [String: String] = [:], set: [String] = []) -> [ConfigIssue] {
        do throws(ConfigError) {
            _ = try load(environment: environment, set: set)
            return []
        } catch {
            return error.issues
        }
    }

    @Test func `a variable wins over the file, and an argument over both; each value says where it comes from`() throws
    {
        let loaded = try Self.load(
            "schemaVersion: 2\nrender:\n  thinking: true\n  toolCalls: true\n  toolResults: true\n",
            environment: ["KATO_RENDER_TOOL_CALLS": "false", "KATO_RENDER_TOOL_RESULTS": "false"],
            set: ["render.toolResults=true"])
        #expect(loaded.config.render.thinking && !loaded.config.render.toolCalls && loaded.config.render.toolResults)
        #expect(loaded.origin(of: "render.thinking") == .file("/c.yaml", line: 3))
        #expect(loaded.origin(of: "render.toolCalls") == .variable("KATO_RENDER_TOOL_CALLS"))
        #expect(loaded.origin(of: "render.toolResults") == .argument)
        #expect(loaded.origin(of: "render.frontMatter") == .standard)
    }

    @Test func `lists are split at colons, texts at line ends, and an empty variable is none`() throws {
        let config = try Self.load(environment: [
            "KATO_RECORDING_ALLOWED_ROOTS": "~/notes:/srv/x/", "KATO_REDACTION_ALLOW": "a:b\nnull",
            "KATO_PROVIDERS_CLAUDE_ROOTS": "/r", "KATO_INGEST_SWEEP_SECONDS": "7", "KATO_RENDER_THINKING": "",
        ]).config
        #expect(config.recording.allowedRoots == ["/home/ada/notes", "/srv/x"])
        #expect(config.redaction.allow == ["a:b", "null"])
        #expect(config.providers[ProviderID("claude")]?.roots == ["/r"])
        #expect(config.ingest.sweepSeconds == 7 && !config.render.thinking)
    }

    @Test func `every setting has a variable of its own, which leads back to it`() throws {
        let settings = SettingsTable.all(knownProviders: ["claude", "codex"])
        #expect(Set(settings.map(\.variable)).count == settings.count && settings.count > 15)
        #expect(settings.map(\.variable).contains("KATO_RENDER_ITALICIZE_USER"))
        for setting in settings {
            let wrong = Self.issues(environment: [setting.variable: "\u{1}"])
            let hasTexts = setting.kind == .texts
            #expect(wrong.map(\.key).first?.hasPrefix(setting.key) ?? hasTexts, "\(setting.key)")
        }
    }

    @Test(arguments: [
        ("KATO_RENDER_THINKIN", "true", "KATO_RENDER_THINKING"),
        ("KATO_RENDR_THINKING", "true", "KATO_RENDER_THINKING"),
        ("KATO_RENDER_THINKING", "yes", "true or false"), ("KATO_SANDBOX", "of", "`off`"),
        ("KATO_INGEST_SWEEP_SECONDS", "0", "1 to 3600"), ("KATO_RECORDING_ALLOWED_ROOTS", "/", "home folder"),
        ("KATO_RECORDING_ALLOWED_ROOTS", "/a:b", "relative"), ("KATO_FLAGS", "[]", "only be set in the file"),
        ("KATO_REDACTION", "off", "KATO_REDACTION_MODE"), ("KATO_RENDER_TIME_ZONE", "Mars", "time zone"),
    ])
    func `a variable that is no setting's or has a wrong value stops the start`(
        name: String, value: String, words: String
    ) {
        let issues = Self.issues(environment: [name: value])
        #expect(issues.count == 1 && issues.first?.text.contains(words) == true, "\(issues.map(\.text))")
        #expect(issues.first?.file == name)
    }

    @Test func `variables of other parts are left alone`() {
        let others = ["KATO_HOME", "KATO_CORPUS", "KATO_BIN_DIR", "KATO_SIM_SEED", "KATO_FUZZ", "KATO_WRITE_DOCS"]
        #expect(Self.issues(environment: Dictionary(uniqueKeysWithValues: others.map { ($0, "x") })).isEmpty)
    }

    @Test(arguments: [
        ("render.thinking", "KEY=VALUE"), ("render.thinkin=true", "`render.thinking`"), ("=x", "KEY=VALUE"),
        ("sandbox=maybe", "auto, required, off"),
    ])
    func `a wrong argument is refused with what to write`(argument: String, words: String) {
        #expect(Self.issues(set: [argument]).first?.text.contains(words) == true)
    }

    @Test func `what is wrong in file, environment and arguments is told at once`() throws {
        let error = #expect(throws: ConfigError.self) {
            try Self.load(
                "schemaVersion: 2\nrender: {thinking: maybe}\n", environment: ["KATO_SANDBOX": "x"],
                set: ["ingest.sweepSeconds=0"])
        }
        #expect(error?.issues.map(\.key) == ["render.thinking", "sandbox", "ingest.sweepSeconds"])
    }

    @Test func `the list of settings loads to the same configuration and names each origin`() throws {
        let loaded = try Self.load(
            "schemaVersion: 2\nredaction: detect\nproviders: {codex: {roots: [/x]}}\n",
            environment: ["KATO_SANDBOX": "off"])
        let listing = ConfigListing(loaded, file: "/c.yaml", defaultRoots: ["claude": ["/d"]])
        #expect(listing.text.contains("mode: detect  # /c.yaml:2") && listing.text.contains("roots: [/d]  # default"))
        #expect(
            listing.text.contains("sandbox: off  # env KATO_SANDBOX")
                || listing.text.contains("sandbox: \"off\"  # env KATO_SANDBOX"))
        var again = try Self.load(listing.text).config
        again.providers[ProviderID("claude")]?.roots = nil
        #expect(again == loaded.config)
        let entry = listing.json["settings"]?.arrayValue?.first { $0["key"] == "redaction.mode" }
        #expect(entry?["origin"] == "file" && entry?["line"] == 2 && entry?["value"] == "detect")
        #expect(listing.json["config"]?["sandbox"] == "off")
    }

    @Test func `an older file is read under the new names and says so, a newer one is refused`() throws {
        let loaded = try Self.load("schemaVersion: 1\nlogging:\n  level: debug\n")
        #expect(loaded.config.logging.operational == .debug)
        #expect(loaded.origin(of: "logging.operational") == .file("/c.yaml", line: 3))
        #expect(loaded.notes.first?.contains("logging.level is called logging.operational") == true)
        #expect(try Self.load("schemaVersion: 1\n").notes.isEmpty)
        #expect(throws: ConfigError.self) { try Self.load("schemaVersion: 2\nlogging:\n  level: debug\n") }
        let wrong = #expect(throws: ConfigError.self) { try Self.load("schemaVersion: 1\nlogging: {level: loud}\n") }
        #expect(wrong?.issues.map(\.key) == ["logging.level"])
        let newer = #expect(throws: ConfigError.self) { try Self.load("schemaVersion: 3\nwhatever: true\n") }
        #expect(newer?.issues.count == 1 && newer?.issues.first?.hint?.contains("Update") == true)
    }

    @Test func `changes are named by key`() throws {
        let old = try Self.load().config
        var new = old
        new.render.thinking = true
        new.sandbox = .off
        #expect(new.changes(since: old) == ["render.thinking", "sandbox"] && old.changes(since: old).isEmpty)
    }
}
