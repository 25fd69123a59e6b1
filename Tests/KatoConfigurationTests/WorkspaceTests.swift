import KatoConfiguration
import KatoModel
import Testing

@Suite struct WorkspaceTests {
    private static func load(_ text: String) throws(ConfigError) -> KatoConfig {
        try ConfigLoader(knownProviders: ["claude"], recordingsDirectory: "/home/ada/recordings", home: "/home/ada")
            .parse(Array(("schemaVersion: 2\n" + text).utf8), file: "/c.yaml").config
    }

    private static let complete = """
        recording: {allowedRoots: [~/notes]}
        workspaces:
          - path: ~/work
            destination: ~/notes/work
            fileName: "{provider}/{date}-{title}-{id}"
            autoRecord: true
            render: {thinking: true, frontMatter: false}
          - {path: ~/work/secret, autoRecord: false}

        """

    @Test func `a workspace is read with all its keys, and written so that it loads the same`() throws {
        let config = try Self.load(Self.complete)
        let first = try #require(config.workspaces.first)
        #expect(first.path == "/home/ada/work" && first.destination == "/home/ada/notes/work")
        #expect(first.autoRecord == true && first.fileName?.text == "{provider}/{date}-{title}-{id}")
        #expect(first.render == [.thinking: true, .frontMatter: false])
        #expect(config.workspaces.count == 2)
        let loader = ConfigLoader(knownProviders: ["claude"], recordingsDirectory: "/r", home: "/home/ada")
        #expect(try loader.parse(Array(config.effectiveText.utf8), file: "x").config == config)
        var changed = config
        changed.workspaces.removeLast()
        #expect(changed.changes(since: config) == ["workspaces"])
    }

    @Test(arguments: [
        ("workspaces: {path: /x}", "list of folders"), ("workspaces: [{autoRecord: true}]", "needs `path`"),
        ("workspaces: [{path: work}]", "relative"), ("workspaces: [{path: /x, autoRecrd: true}]", "`autoRecord`"),
        ("workspaces: [{path: /x, autoRecord: yes}]", "true or false"),
        ("workspaces: [{path: /x, destination: /elsewhere}]", "in no allowed root"),
        ("workspaces: [{path: /x, fileName: \"{date}\"}]", "needs {id}"),
        ("workspaces: [{path: /x, fileName: \"../{id}\"}]", "begin with a dot"),
        ("workspaces: [{path: /x, fileName: \"/{id}\"}]", "empty"),
        ("workspaces: [{path: /x, fileName: \"{id}/{date}\"}]", "needs {id}"),
        ("workspaces: [{path: /x, fileName: \"{nam}-{id}\"}]", "no {nam}"),
        ("workspaces: [{path: /x, fileName: \"$(x){id}\"}]", "may hold letters"),
        ("workspaces: [{path: /x, render: {timeZone: UTC}}]", "no such key"),
        ("workspaces: [{path: /x}, {path: /x/}]", "has settings already"),
    ])
    func `a wrong workspace stops the start with what is wrong`(text: String, words: String) {
        let error = #expect(throws: ConfigError.self) { try Self.load(text + "\n") }
        #expect(error?.issues.count == 1 && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("/home/ada/work", ["work"]), ("/home/ada/work/a/b", ["work"]), ("/home/ada/workshop", []),
        ("/home/ada/work/secret/x", ["secret", "work"]), ("/home/ada/work/secrets", ["work"]), ("/", []),
        ("/home/ada/work/../other", []), ("work", []),
    ])
    func `the innermost folder comes first, and names are compared whole`(path: String, expected: [String]) {
        let map = FolderMap([("/home/ada/work", "work"), ("/home/ada/work/secret", "secret")])
        #expect(map.values(for: path) == expected)
        #expect(FolderMap([("/", "all")]).values(for: path).isEmpty == (path == "work" || path.contains("..")))
    }

    @Test func `a template without a value leaves out the sign beside it`() throws {
        let template = try FileNameTemplate("{provider}/{branch}-{title}-{id}")
        let names = template.components(["provider": "claude", "title": "t", "id": "1234abcd"], fileExtension: "md")
        #expect(names == ["claude", "t-1234abcd.md"])
    }
}
