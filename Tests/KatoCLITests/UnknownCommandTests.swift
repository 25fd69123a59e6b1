import Testing

@testable import KatoCLI

@Suite struct UnknownCommandTests {
    @Test(arguments: [
        ("expotr", "Did you mean kato export?"), ("statsu", "Did you mean kato status?"),
        ("session", "Did you mean kato sessions?"), ("record", "Type ::record in the conversation itself."),
        ("recrod", "Type ::record in the conversation itself."),
        ("banana", "See kato --help for all of them."), ("help expotr", "Did you mean kato export?"),
        ("help config vlaidate", "Did you mean kato config validate?"),
    ])
    func `a slip is told from another word`(line: String, hint: String) {
        let failure = UnknownCommand.failure(line.split(separator: " ").map(String.init))
        #expect(failure?.hint == hint && failure?.status == .usage)
    }

    @Test(arguments: [
        "", "status", "help", "--version", "-x", "help export", "help sessions list", "sessions show banana",
        "help help",
        "export banana",
    ])
    func `commands, options and names of other things are no unknown commands`(line: String) {
        #expect(UnknownCommand.failure(line.split(separator: " ").map(String.init)) == nil)
    }
}
