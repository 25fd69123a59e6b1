import KatoCommands
import KatoModel
import Testing

@Suite struct PathPolicyTests {
    static let policy = PathPolicy(
        rules: PolicyRules(
            allowedRoots: ["/home/u/notes", "/home/u/notes/deep/root", "/home/u/project", "/", "relative", "/a/../b"],
            deniedPaths: ["/home/u/notes/state", "/home/u/notes/config.md", "/home/u/project/agent", "/"]
        )
    )

    static let allowed: [(path: String, root: String, components: [String])] = [
        ("/home/u/notes/x.md", "/home/u/notes", ["x.md"]),
        ("/home/u/notes/x.jsonl", "/home/u/notes", ["x.jsonl"]),
        ("/home/u/notes/X.MARKDOWN", "/home/u/notes", ["X.MARKDOWN"]),
        ("/home/u/notes/a/b/c.md", "/home/u/notes", ["a", "b", "c.md"]),
        ("/home/u/notes/a//b/./c.md", "/home/u/notes", ["a", "b", "c.md"]),
        ("/home/u/notes/a/../x.md", "/home/u/notes", ["x.md"]),
        ("/home/u/notes/.git/../x.md", "/home/u/notes", ["x.md"]),
        ("/home/u/project/../notes/x.md", "/home/u/notes", ["x.md"]),
        ("/home/u/notes/deep/root/x.md", "/home/u/notes/deep/root", ["x.md"]),
        ("/home/u/notes/deep/rooted/x.md", "/home/u/notes", ["deep", "rooted", "x.md"]),
        ("/home/u/notes/foo...md", "/home/u/notes", ["foo...md"]),
        ("/home/u/notes/foo../x.md", "/home/u/notes", ["foo..", "x.md"]),
        ("/home/u/notes/states/x.md", "/home/u/notes", ["states", "x.md"]),
        ("/home/u/notes/a b [c] & d; 'e' #1 100% (f)!.md", "/home/u/notes", ["a b [c] & d; 'e' #1 100% (f)!.md"]),
        ("/home/u/notes/日本 é 👩.md", "/home/u/notes", ["日本 é 👩.md"]),
        ("/home/u/notes/x:y.md", "/home/u/notes", ["x:y.md"]),
        (
            "/home/u/notes/\(String(repeating: "a", count: 252)).md", "/home/u/notes",
            [String(repeating: "a", count: 252) + ".md"]
        ),
    ]

    @Test(arguments: allowed)
    func `a plain file below a root is allowed`(path: String, root: String, components: [String]) {
        let format = RecordingFormat(path: path) ?? .markdown
        let destination = Destination(root: root, components: components, format: format)
        #expect(Self.policy.decide(path) == .allow(destination, rule: "root:\(root)"))
    }

    static let denied: [(path: String, reason: DenialReason)] = [
        ("x.md", .notAbsolute), ("", .notAbsolute), ("~/x.md", .notAbsolute),
        ("file:///home/u/notes/x.md", .notAbsolute),
        ("/etc/x.md", .outsideRoots), ("/home/u/x.md", .outsideRoots), ("/home/u/notes2/x.md", .outsideRoots),
        ("/", .outsideRoots), ("/b/x.md", .outsideRoots), ("/relative/x.md", .outsideRoots),
        ("/HOME/u/notes/x.md", .outsideRoots),
        ("/proc/self/fd/1", .outsideRoots), ("/dev/stdin", .outsideRoots),
        ("/home/u/notes/../x.md", .parentTraversal), ("/home/u/notes/a/../../x.md", .parentTraversal),
        ("/home/u/notes/a/../../notes/x.md", .parentTraversal), ("/../home/u/notes/x.md", .parentTraversal),
        ("/home/u/notes/..", .parentTraversal),
        ("/home/u/notes", .rootItself), ("/home/u/notes/", .rootItself), ("/home/u/notes/a/..", .rootItself),
        ("/home/u/notes/a/", .emptyName), ("/home/u/notes/x.md/", .emptyName), ("/home/u/notes/x.md/.", .emptyName),
        ("/home/u/notes/state/x.md", .protectedPath), ("/home/u/notes/state", .protectedPath),
        ("/home/u/notes/State/x.md", .protectedPath), ("/home/u/notes/config.md", .protectedPath),
        ("/home/u/notes/a/../state/x.md", .protectedPath), ("/home/u/project/agent/a/x.md", .protectedPath),
        ("/home/u/notes/.bashrc", .hiddenComponent), ("/home/u/notes/.x.md", .hiddenComponent),
        ("/home/u/notes/.git/hooks/x.md", .hiddenComponent), ("/home/u/notes/..foo.md", .hiddenComponent),
        ("/home/u/notes/.claude/x.md", .hiddenComponent), ("/home/u/notes/.md", .hiddenComponent),
        ("/home/u/notes/...", .hiddenComponent),
        ("/home/u/notes/Makefile", .unsupportedExtension), ("/home/u/notes/package.json", .unsupportedExtension),
        ("/home/u/notes/md", .unsupportedExtension), ("/home/u/notes/x.md.sh", .unsupportedExtension),
        ("/home/u/notes/x.md ", .unsupportedExtension), ("/home/u/notes/x.md.", .unsupportedExtension),
        ("/home/u/project/CLAUDE.md", .protectedName), ("/home/u/project/a/agents.md", .protectedName),
        ("/home/u/notes/a\0.md", .controlCharacter), ("/home/u/notes/a\n.md", .controlCharacter),
        ("/home/u/notes/a\r.md", .controlCharacter), ("/home/u/notes/a\t.md", .controlCharacter),
        ("/home/u/notes/a\u{1B}.md", .controlCharacter), ("/home/u/notes/a\u{7F}.md", .controlCharacter),
        ("/home/u/notes/a\u{202E}.md", .bidiOrInvisible), ("/home/u/notes/a\u{200D}.md", .bidiOrInvisible),
        ("/home/u/notes/a\u{2028}.md", .bidiOrInvisible), ("/home/u/notes/a\u{FEFF}.md", .bidiOrInvisible),
        ("/home/u/notes/a\u{FFFD}.md", .invalidUTF8),
        ("/home/u/notes/%2e%2e%2fx.md", .percentEncoded), ("/home/u/notes/a%00.md", .percentEncoded),
        ("/home/u/notes/..\\x.md", .hiddenComponent), ("/home/u/notes/a\\b.md", .backslash),
        ("/home/u/notes/C:\\x.md", .backslash), ("/home/u/notes/C:/x.md", .uri),
        ("/home/u/notes/file:///etc/x.md", .uri), ("/home/u/notes/\\\\?\\x.md", .backslash),
        ("/home/u/notes/-x.md", .leadingDash), ("/home/u/notes/--config/x.md", .leadingDash),
        ("/home/u/notes/*.md", .shellSyntax), ("/home/u/notes/{a,b}.md", .shellSyntax),
        ("/home/u/notes/a${IFS}b.md", .shellSyntax), ("/home/u/notes/$(x).md", .shellSyntax),
        ("/home/u/notes/`x`.md", .shellSyntax), ("/home/u/notes/a?.md", .shellSyntax),
        ("/home/u/notes/\(String(repeating: "a", count: 253)).md", .componentTooLong),
        ("/home/u/notes/\(String(repeating: "a/", count: 31))x/x.md", .tooDeep),
        ("/home/u/notes/\(String(repeating: "a/", count: 2000))x.md", .tooDeep),
        ("/home/u/notes/\(String(repeating: "a/", count: 2041)).md", .pathTooLong),
    ]

    @Test(arguments: denied)
    func `everything else is denied, with its reason`(path: String, reason: DenialReason) {
        #expect(Self.policy.decide(path).denialReason == reason, "\(path.debugDescription)")
    }

    @Test func `a root that decomposes its letters is another root`() {
        let policy = PathPolicy(rules: PolicyRules(allowedRoots: ["/r/\u{E9}"], deniedPaths: ["/r/\u{E9}/\u{E9}"]))
        #expect(policy.decide("/r/\u{E9}/x.md").destination != nil)
        #expect(policy.decide("/r/e\u{301}/x.md").denialReason == .outsideRoots)
        #expect(policy.decide("/r/\u{E9}/e\u{301}/x.md").denialReason == .protectedPath)
    }

    @Test func `a path of the longest length is judged like any other`() {
        let folders = (0..<15).map { _ in String(repeating: "a", count: 255) }.joined(separator: "/")
        let head = "/home/u/notes/" + folders + "/"
        let longest = head + String(repeating: "b", count: 4095 - head.utf8.count - 3) + ".md"
        #expect(longest.utf8.count == 4095)
        #expect(Self.policy.decide(longest).destination != nil)
        #expect(Self.policy.decide(longest + "b").denialReason == .pathTooLong)
    }

    @Test func `a denial escapes what cannot be seen and cuts what is long`() throws {
        let path = "/etc/\u{1B}[31m\u{202E}" + String(repeating: "x", count: 1000)
        guard case .deny(_, let message, let hint) = Self.policy.decide(path) else {
            Issue.record("allowed")
            return
        }
        #expect(message.hasPrefix("/etc/\\u{1b}[31m\\u{202e}xxx"))
        #expect(message.count < 400)
        #expect(!hint.isEmpty)
    }

    @Test func `without roots nothing is allowed`() {
        let policy = PathPolicy(rules: PolicyRules(allowedRoots: [], deniedPaths: []))
        #expect(policy.decide("/x.md").denialReason == .outsideRoots)
    }

    @Test func `every reason can be told apart and is explained`() {
        let told = Set(Self.denied.map(\.reason))
        #expect(told == Set(DenialReason.allCases))
    }
}
