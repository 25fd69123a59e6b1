import KatoModel
import KatoRendering
import KatoTestSupport
import Testing

@Suite struct FrontMatterTests {
    static func header(title: String?) -> RecordingHeader {
        RecordingHeader(
            sessionID: Samples.session,
            provider: ProviderID("claude"),
            nativeID: "11111111-2222-3333-4444-555555555555",
            title: title,
            slug: "fix-it",
            cwd: "/home/u/my project",
            gitBranch: "main",
            models: ["claude-opus-4-5", "gpt-5"],
            createdAt: Samples.time,
            recordingID: "8f3e2d1c-0000-4000-8000-000000000000"
        )
    }

    @Test func `a recording begins with what is known of it`() {
        let block = MarkdownRenderer(zone: Samples.berlin).header(Self.header(title: "Fix: it's \"odd\""))
        let expected = """
            ---
            # k:front-8f3e2d1c
            id: fix-it-0a1b2c3d
            title: 'Fix: it''s "odd"'
            created: 2026-02-10T10:15:02+01:00
            provider: claude
            session: '11111111-2222-3333-4444-555555555555'
            kato-session: '0a1b2c3d-0000-5000-8000-000000000000'
            cwd: '/home/u/my project'
            git-branch: main
            models: [claude-opus-4-5, gpt-5]
            participants: [User, claude-opus-4.5, gpt-5]
            recording-ids: ['8f3e2d1c-0000-4000-8000-000000000000']
            ---

            """
        #expect(block == RenderedBlock(id: "front-8f3e2d1c", text: expected))
        #expect(BlockIdentity.read("# k:front-8f3e2d1c", format: .markdown) == "front-8f3e2d1c")
    }

    @Test func `what is unknown is left out`() {
        let header = RecordingHeader(sessionID: Samples.session, provider: ProviderID("claude"), nativeID: "n1")
        let expected = """
            ---
            # k:front
            id: conversation-0a1b2c3d
            title: 'Conversation 0a1b2c3d'
            provider: claude
            session: n1
            kato-session: '0a1b2c3d-0000-5000-8000-000000000000'
            participants: [User]
            ---

            """
        #expect(MarkdownRenderer().header(header)?.text == expected)
        #expect(MarkdownRenderer(options: RenderOptions(frontMatter: false)).header(header) == nil)
        #expect(JSONLinesRenderer().header(header) == nil)
    }

    @Test func `participants are named as the headings name them, once`() {
        var header = Self.header(title: nil)
        header.models = ["claude-opus-4-5-20251101", "claude-opus-4-5", "<synthetic>", "x\n# y"]
        let text = MarkdownRenderer().header(header)?.text ?? ""
        #expect(text.contains("\nparticipants: [User, claude-opus-4.5, Assistant]\n"))
    }

    @Test(arguments: [(-12_600, "05:45:02-03:30"), (0, "09:15:02+00:00"), (20_700, "15:00:02+05:45")])
    func `the time of creation has its offset`(offset: Int, text: String) {
        let zone = RenderZone(offsetSeconds: { _ in offset }, abbreviation: { _ in "X" })
        #expect(
            MarkdownRenderer(zone: zone).header(Self.header(title: nil))?.text.contains("created: 2026-02-10T\(text)\n")
                == true
        )
    }

    static let scalars: [(value: String, yaml: String)] = [
        ("main", "main"), ("feature/x_1.2-b", "feature/x_1.2-b"), ("/home/u", "/home/u"), ("", "''"), ("123", "'123'"),
        ("1e5", "'1e5'"), ("true", "'true'"), ("Yes", "'Yes'"), ("NO", "'NO'"), ("null", "'null'"), ("~", "'~'"),
        ("y", "'y'"), ("-x", "'-x'"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("[a]", "'[a]'"), ("{a}", "'{a}'"),
        ("it's", "'it''s'"), ("a\\b", "'a\\b'"), ("@x", "'@x'"), ("*x", "'*x'"), ("&x", "'&x'"), ("!x", "'!x'"),
        ("%x", "'%x'"), ("'", "''''"), ("---", "'---'"), ("...", "'...'"), (" x ", "' x '"), ("é", "'é'"),
        ("a\nb", "\"a\\nb\""), ("a\tb", "\"a\\U00000009b\""), ("a\u{2028}\"", "\"a\\U00002028\\\"\""),
        ("\u{FEFF}\\", "\"\\U0000feff\\\\\""), ("\u{85}", "\"\\U00000085\""), ("0x1F", "'0x1F'"), (".inf", "'.inf'"),
        ("2026-02-10", "'2026-02-10'"), ("a,b", "'a,b'"), ("a'\u{301}b", "'a''\u{301}b'"),
    ]

    /// A reader of the three forms, independent of the writer.
    static func read(_ yaml: String) -> String? {
        if yaml.utf8.first == UInt8(ascii: "'") {
            let inner = String(decoding: yaml.utf8.dropFirst().dropLast(), as: UTF8.self)
            return String(
                decoding: Array(inner.utf8).split(separator: [0x27, 0x27], omittingEmptySubsequences: false)
                    .joined(separator: [0x27]).map(\.self),
                as: UTF8.self
            )
        }
        guard yaml.utf8.first == UInt8(ascii: "\"") else { return yaml }
        var value = ""
        var rest = yaml.unicodeScalars.dropFirst().dropLast()
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let escape = rest.popFirst() else {
                value.unicodeScalars.append(scalar)
                continue
            }
            switch escape {
            case "n": value += "\n"
            case "U":
                guard let code = UInt32(String(rest.prefix(8)), radix: 16), let made = Unicode.Scalar(code) else {
                    return nil
                }
                value.unicodeScalars.append(made)
                rest = rest.dropFirst(8)
            default: value.unicodeScalars.append(escape)
            }
        }
        return value
    }

    static func branchLine(_ value: String) -> String? {
        var header = header(title: nil)
        header.gitBranch = value
        let lines = MarkdownRenderer().header(header)?.text.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix("git-branch: ") }.map { String($0.dropFirst("git-branch: ".count)) }
    }

    @Test(arguments: scalars)
    func `a value is quoted so that every reader takes back the same text`(value: String, yaml: String) throws {
        #expect(Self.branchLine(value) == yaml)
        #expect(try #require(Self.read(yaml)).utf8.elementsEqual(value.utf8))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `any value stays on its line and reads back`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scalars = (0..<30).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2100, using: &generator)) }
        let value = String(String.UnicodeScalarView(scalars))
        let yaml = try #require(Self.branchLine(value), "seed \(seed)")
        #expect(try #require(Self.read(yaml)).utf8.elementsEqual(value.utf8), "seed \(seed)")
    }
}
