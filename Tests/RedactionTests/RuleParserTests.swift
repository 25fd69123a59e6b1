import Redaction
import Testing

@Suite struct RuleParserTests {
    @Test(arguments: [
        "Name: \"abc\" digit{3}", "a \"abc\"", "a: digit{3}", "a: \"ab\" digit{3}", "a: \"abc\" digits{3}",
        "a: \"abc\" digit{3,2}", "a: \"abc\" digit{x}", "a: \"abc", "a: \"abc\" when luck 3", "[tokens]",
        "a: \"abc\" when entropy", "a: digit{1} digit{2} \"abc\"", "a: \"abc\" \"d\"|\"e\"", "a: \"abc\" [z-a]{2}",
    ])
    func `a wrong line is refused with its number`(line: String) {
        #expect { try RuleSet(parsing: "# first\n\(line)") } throws: { ($0 as? RuleError)?.line == 2 }
    }

    @Test func `a rule of one's own works like a built-in one`() throws {
        let rules = try RuleSet(parsing: "[token]\nparcel-key: i\"PARCEL-\" [A-F0-9]{8} \"!\"\n")
        let redactor = Redactor(rules: rules, salt: [])
        #expect(redactor.redact("use parcel-0A1B2C3D! now").text == "use [REDACTED:parcel-key] now")
        #expect(redactor.redact("use parcel-0A1B2C3G! now").receipts.isEmpty)
    }

    @Test func `only the marked part is replaced, and an allowed value stays`() throws {
        let rules = try RuleSet(parsing: "[context]\npin: \"pin=\" <digit{4}> when digits 4")
        #expect(Redactor(rules: rules, salt: []).redact("pin=1234;").text == "pin=[REDACTED:pin];")
        #expect(Redactor(rules: rules, allowed: ["1234"], salt: []).redact("pin=1234;").text == "pin=1234;")
    }

    @Test func `a match does not begin or end within a word`() throws {
        let redactor = Redactor(rules: try RuleSet(parsing: "[token]\nk: \"key-\" hex{4}"), salt: [])
        #expect(
            redactor.redact("monkey-12ab key-12abc key-12abz key-12ab.").text
                == "monkey-12ab key-12abc key-12abz [REDACTED:k].")
    }
}
