import KatoConfiguration
import KatoModel
import KatoTestSupport
import Testing

@Suite struct ConfigLoaderTests {
    private static let loader = ConfigLoader(
        knownProviders: ["claude", "codex"], recordingsDirectory: "/home/ada/recordings", home: "/home/ada")

    private static func load(_ text: String) throws(ConfigError) -> KatoConfig {
        try loader.parse(Array(text.utf8), file: "config.yaml").config
    }

    private static func issues(_ text: String) -> [ConfigIssue] {
        do throws(ConfigError) {
            _ = try load(text)
            return []
        } catch {
            return error.issues
        }
    }

    @Test func `a file with nothing but its version gives the defaults`() throws {
        let defaults = KatoConfig(
            knownProviders: ["claude", "codex"], recordingsDirectory: "/home/ada/recordings")
        #expect(try Self.load("schemaVersion: 2\n") == defaults)
    }

    @Test func `the template loads to the defaults, and so it does with every comment sign removed`() throws {
        let text = ConfigTemplate.text(
            defaultRoots: ["claude": ["/home/ada/.claude/projects"], "codex": ["/home/ada/.codex/sessions"]],
            recordingsDirectory: "/home/ada/recordings")
        let defaults = try Self.load("schemaVersion: 2\n")
        #expect(try Self.load(text) == defaults)
        let keys = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        let complete = try Self.load(keys.joined(separator: "\n"))
        #expect(complete.render == defaults.render)
        #expect(complete.recording == defaults.recording)
        #expect(complete.providers.count == 2)
    }

    @Test func `what a file says is taken over`() throws {
        let config = try Self.load(
            """
            schemaVersion: 2
            providers: {codex: {enabled: false, roots: [~/x, /srv/y/]}}
            recording: {directory: ~/talks, allowedRoots: ["~/notes"]}
            render: {timeZone: Europe/Paris, thinking: true}
            logging: {operational: debug}
            ingest: {sweepSeconds: 5}
            """)
        #expect(config.providers[ProviderID("codex")]?.isEnabled == false)
        #expect(config.providers[ProviderID("codex")]?.roots == ["/home/ada/x", "/srv/y"])
        #expect(config.recording.allAllowedRoots == ["/home/ada/talks", "/home/ada/notes"])
        #expect(config.render.timeZone == .named("Europe/Paris"))
        #expect(config.render.thinking)
        #expect(config.logging.operational == .debug)
        #expect(config.ingest.sweepSeconds == 5)
    }

    @Test(arguments: [
        ("render: {thinking: yes}", "render.thinking", 2), ("render: {thinking: 'true'}", "render.thinking", 2),
        ("ingest: {sweepSeconds: 0}", "ingest.sweepSeconds", 2),
        ("ingest: {sweepSeconds: 5.0}", "ingest.sweepSeconds", 2),
        ("ingest: {sweepSeconds: 99999999999999999999}", "ingest.sweepSeconds", 2),
        ("logging: {operational: loud}", "logging.operational", 2),
        ("recording: {allowedRoots: /x}", "recording.allowedRoots", 2),
        ("recording: {directory: notes}", "recording.directory", 2),
        ("recording: {directory: ~/a/../b}", "recording.directory", 2),
        ("recording:\n  allowedRoots:\n    - /x\n    - y", "recording.allowedRoots[1]", 5),
        ("render: {timeZone: Europe/Pairs}", "render.timeZone", 2), ("render: []", "render", 2),
        ("rendering: {}", "rendering", 2), ("providers: {gemini: {}}", "providers.gemini", 2),
    ])
    func `a wrong value is an error at its key and line`(text: String, key: String, line: Int) throws {
        let issues = Self.issues("schemaVersion: 2\n" + text + "\n")
        #expect(issues.map(\.key) == [key])
        #expect(issues.first?.line == line)
    }

    @Test func `everything that is wrong is told at once, in the order of the file`() {
        let issues = Self.issues(
            "schemaVersion: 2\nrender:\n  thinkin: true\n  toolCalls: maybe\nlogging:\n  operational: lound\n")
        #expect(issues.map(\.key) == ["render.thinkin", "render.toolCalls", "logging.operational"])
        #expect(issues[0].hint?.contains("thinking") == true)
    }

    @Test(arguments: [
        "", "a: [", "schemaVersion: 3", "schemaVersion: one", "- 1", "schemaVersion: 2\nschemaVersion: 2",
    ])
    func `a file that cannot be understood is refused`(text: String) {
        #expect(!Self.issues(text).isEmpty)
    }

    @Test func `an anchor cannot make a small file a large one`() {
        let bomb = "schemaVersion: 2\na: &a [x, x]\nb: &b [*a, *a]\nrender: *b\n"
        #expect(!Self.issues(bomb).isEmpty)
    }

    @Test func `a file that others can change is refused`() {
        #expect(ConfigFileCheck.problem(mode: 0o600, owner: 7, user: 7) == nil)
        #expect(ConfigFileCheck.problem(mode: 0o644, owner: 7, user: 7) == nil)
        #expect(ConfigFileCheck.problem(mode: 0o664, owner: 7, user: 7)?.hint.contains("chmod") == true)
        #expect(ConfigFileCheck.problem(mode: 0o602, owner: 7, user: 7) != nil)
        #expect(ConfigFileCheck.problem(mode: 0o600, owner: 8, user: 7) != nil)
    }

    @Test func `a missing file, a folder and bytes that are no text are told apart`() throws {
        let folder = try TemporaryDirectory()
        #expect(throws: ConfigError.self) { try Self.loader.load(file: folder.file("none.yaml")) }
        #expect(throws: ConfigError.self) { try Self.loader.load(file: folder.path) }
        let file = try folder.write([0x61, 0x0A, 0xFF], to: "latin.yaml")
        let error = #expect(throws: ConfigError.self) { try Self.loader.load(file: file) }
        #expect(error?.issues.first?.line == 2)
    }
}
