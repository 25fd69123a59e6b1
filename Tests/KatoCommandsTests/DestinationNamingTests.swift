import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

@Suite struct DestinationNamingTests {
    static let slugs: [(title: String?, slug: String)] = [
        (nil, "conversation"), ("", "conversation"), ("...", "conversation"), ("会話の記録", "conversation"),
        ("Fix the parser", "fix-the-parser"), ("  Fix:  the/parser!? ", "fix-the-parser"),
        ("Don't panic", "dont-panic"), ("It\u{2019}s fine", "its-fine"),
        ("Größe über Ærø Łódź", "grosse-uber-aero-lodz"),
        ("cafe\u{301} CAFÉ", "cafe-cafe"), ("-rf .hidden", "rf-hidden"), ("œuvre", "oeuvre"),
        ("2026 plan", "2026-plan"),
        (String(repeating: "a", count: 60), String(repeating: "a", count: 40)),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
        ("::record", "record"), ("a\u{202E}b\0c", "a-b-c"),
    ]

    @Test(arguments: slugs)
    func `a title becomes words of ASCII`(title: String?, slug: String) {
        #expect(Slug.make(title) == slug)
    }

    @Test func `a bare record is named by provider, date, title and short id`() {
        let names = DestinationNaming.generated(
            provider: ProviderID("claude"),
            date: "2026-02-10",
            title: "Fix the parser",
            shortID: "0a1b2c3d"
        )
        #expect(names == ["claude", "2026-02-10-fix-the-parser-0a1b2c3d.md"])
    }

    @Test func `in a folder of the user the provider is left out`() {
        let name = DestinationNaming.fileName(
            date: "2026-02-10",
            title: nil,
            shortID: "0a1b2c3d",
            format: .jsonl
        )
        #expect(name == "2026-02-10-conversation-0a1b2c3d.jsonl")
    }

    static let alternatives: [(name: String, alternative: String)] = [
        ("x.md", "x-2.md"), ("a.b.md", "a.b-2.md"), ("x", "x-2"), ("x-2.md", "x-2-2.md"), (".md", ".md-2"),
    ]

    @Test(arguments: alternatives)
    func `a name that is taken gets a number`(name: String, alternative: String) {
        #expect(AlternativeName.make(name, 2) == alternative)
    }

    @Test func `a numbered name never gets too long`() {
        let name = String(repeating: "é", count: 126) + ".md"
        let other = AlternativeName.make(name, 10)
        #expect(name.utf8.count == 255)
        #expect(other.utf8.count <= 255)
        #expect(other.hasSuffix("é-10.md"))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `every generated name is one the policy admits`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scalars = (0..<40).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x3000, using: &generator)) }
        let title = String(String.UnicodeScalarView(scalars))
        let names = DestinationNaming.generated(
            provider: ProviderID("claude"),
            date: "2026-02-10",
            title: title,
            shortID: "0a1b2c3d"
        )
        let policy = PathPolicy(rules: PolicyRules(allowedRoots: ["/r"], deniedPaths: []))
        let decision = policy.decide("/r/" + names.joined(separator: "/"))
        #expect(decision.destination?.components == names, "seed \(seed)")
    }
}
