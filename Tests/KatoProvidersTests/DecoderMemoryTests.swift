import KatoProviders
import Testing

@Suite struct DecoderMemoryTests {
    @Test func `nothing remembered is nothing stored`() {
        var memory = DecoderMemory()
        memory["model"] = "m"
        memory["model"] = nil
        memory[count: "seen"] = 0
        #expect(memory.text.isEmpty)
        #expect(DecoderMemory(text: "") == memory)
    }

    @Test(arguments: ["plain", "", "tab\tand\nline", "quote\"\\", "\0", "日本 🌳"])
    func `what is remembered comes back from its text`(value: String) {
        var memory = DecoderMemory()
        memory["value"] = value
        memory[count: "turns"] = 12
        #expect(DecoderMemory(text: memory.text) == memory)
        #expect(!memory.text.contains("\t") && !memory.text.contains("\n"))
    }

    @Test func `no value and no number of names makes it grow past its bounds`() {
        var memory = DecoderMemory()
        for number in 0..<100 { memory["\(number)"] = String(repeating: "é", count: DecoderMemory.valueLimit) }
        #expect(memory.text.utf8.count < DecoderMemory.nameLimit * (DecoderMemory.valueLimit + 20))
        #expect(memory["0"] == String(repeating: "é", count: DecoderMemory.valueLimit / 2))
        #expect(DecoderMemory(text: memory.text) == memory)
    }

    @Test(arguments: ["no json", "[]", "{\"a\":1}", "{"])
    func `a text of another form is nothing remembered`(text: String) {
        #expect(DecoderMemory(text: text) == DecoderMemory())
    }
}
