import Testing

@testable import KatoCLI

@Suite struct UnknownCommandTests {
    @Test(arguments: [
        ("expotr", "Did you mean kato export?"), ("statsu", "Did you mean kato status?"),
        ("session", "Did you mean kato sessions?"), ("record", "Type ::record in the conversation itself."),
        ("banana", "See kato --help for all of them."),
    ])
    func `a slip is told from another word`(word: String, hint: String) {
        let failure = UnknownCommand.failure(word)
        #expect(failure?.hint == hint && failure?.status == .usage)
    }

    @Test(arguments: ["status", "help", "--version", "-x"])
    func `commands and options are no unknown commands`(word: String) {
        #expect(UnknownCommand.failure(word) == nil)
    }
}
