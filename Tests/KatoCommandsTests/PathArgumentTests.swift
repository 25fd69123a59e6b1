import KatoCommands
import Testing

@Suite struct PathArgumentTests {
    static let resolved: [(argument: String, path: String, isDirectory: Bool)] = [
        ("/a/b.md", "/a/b.md", false),
        ("~/x.md", "/home/u/x.md", false),
        ("~/", "/home/u", true),
        ("~", "/home/u", true),
        ("notes/x.md", "/work/notes/x.md", false),
        ("./x.md", "/work/x.md", false),
        ("../x.md", "/work/../x.md", false),
        ("a/../../x.md", "/work/a/../../x.md", false),
        ("notes/", "/work/notes", true),
        (".", "/work", true),
        ("..", "/work/..", true),
        ("/", "/", true),
        ("/a//b/./c.md", "/a/b/c.md", false),
        ("/a/b/.", "/a/b", true),
        ("..foo/...md", "/work/..foo/...md", false),
        ("a~/x.md", "/work/a~/x.md", false),
        ("to do/x ~.md", "/work/to do/x ~.md", false),
        ("/a /~x/y.md", "/a /~x/y.md", false),
        ("%2e%2e%2f.md", "/work/%2e%2e%2f.md", false),
        ("x:y.md", "/work/x:y.md", false),
        ("-x.md", "/work/-x.md", false),
    ]

    @Test(arguments: resolved)
    func `a typed path becomes absolute`(argument: String, path: String, isDirectory: Bool) throws {
        let request = try PathArgument.resolve(argument, home: "/home/u", workingDirectory: "/work").get()
        #expect(request.path == path)
        #expect(request.isDirectory == isDirectory)
    }

    static let refused: [(argument: String, workingDirectory: String?, reason: CommandSyntaxError.Reason)] = [
        ("", "/work", .emptyPath),
        ("to ~/x.md", "/work", .wordsBefore),
        ("to /x.md", "/work", .wordsBefore),
        ("please to ./x.md", "/work", .wordsBefore),
        ("/a/~/x.md", "/work", .innerHome),
        ("~/a/~", "/work", .innerHome),
        ("a/~/x.md", nil, .innerHome),
        ("@x.md", "/work", .mention),
        ("~root/x.md", "/work", .otherUsersHome),
        ("~x", "/work", .otherUsersHome),
        ("$HOME/x.md", "/work", .variable),
        ("${IFS}x.md", "/work", .variable),
        ("file:///etc/x.md", "/work", .uri),
        ("C:/x.md", "/work", .uri),
        ("x.md", nil, .noWorkingDirectory),
        ("x.md", "work", .noWorkingDirectory),
        ("a\0b.md", "/work", .hiddenCharacter),
        ("a\nb.md", "/work", .hiddenCharacter),
        ("a\u{202E}b.md", "/work", .hiddenCharacter),
    ]

    @Test(arguments: refused)
    func `what is no path is refused`(
        argument: String,
        workingDirectory: String?,
        reason: CommandSyntaxError.Reason
    ) {
        let result = PathArgument.resolve(argument, home: "/home/u", workingDirectory: workingDirectory)
        guard case .failure(let error) = result else {
            Issue.record("\(argument.debugDescription) was resolved")
            return
        }
        #expect(error.reason == reason)
    }

    @Test func `a name is added to a folder`() throws {
        let folder = try PathArgument.resolve("notes/", home: "/home/u", workingDirectory: "/work").get()
        let file = folder.appending(["claude", "x.md"])
        #expect(file.path == "/work/notes/claude/x.md")
        #expect(!file.isDirectory)
        #expect(RequestedPath(absolute: "/")?.appending(["x.md"]).path == "/x.md")
    }
}
