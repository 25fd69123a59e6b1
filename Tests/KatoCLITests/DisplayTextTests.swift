import Testing

@testable import KatoCLI

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain", 10, "plain"), ("a longer text", 8, "a longe…"), ("日本語", 6, "日本語"), ("日本語の", 6, "日本…"),
        ("x", 0, ""), ("👩‍👩‍👧 family", 4, "👩‍👩‍👧 …"),
    ])
    func `a text is cut by the columns it takes`(text: String, limit: Int, shown: String) {
        #expect(DisplayText.cut(text, to: limit) == shown)
        #expect(DisplayText.width(DisplayText.cut(text, to: limit)) <= limit)
    }

    @Test(arguments: [
        ("/home/ada/notes/file.md", 40, "/home/ada/notes/file.md"),
        ("/home/ada/notes/file.md", 20, "…/ada/notes/file.md"),
        ("/home/ada/notes/file.md", 12, "…/file.md"), ("/home/ada/a-long-name.md", 11, "a-lon…me.md"), ("x/y", 0, ""),
    ])
    func `of a path the end is kept`(path: String, limit: Int, shown: String) {
        #expect(DisplayText.cutPath(path, to: limit) == shown)
        #expect(DisplayText.width(DisplayText.cutPath(path, to: limit)) <= limit)
    }

    @Test func `nothing that steers a terminal or hides is shown`() {
        #expect(DisplayText.clean("a\u{1B}[31mb\nc\u{202E}d\u{200B}e") == "a [31mb cde")
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("", 7, []),
        ("/a/very/long/path", 6, ["/a/ver", "y/long", "/path"]),
        ("see /a/very/long/path now", 8, ["see", "/a/very/", "long/pat", "h now"]), ("日本 日本", 5, ["日本", "日本"]),
    ])
    func `a text is broken at spaces, and a long word wherever it must`(text: String, limit: Int, lines: [String]) {
        #expect(DisplayText.wrap(text, to: limit) == lines)
    }
}
