import KatoObservability
import KatoTestSupport
import StrictJSON
import Testing

/// Reading a log from its end, also one that is longer than what is looked at in one go.
@Suite struct LogTailTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func write(_ count: Int) throws {
        let filler = String(repeating: "x", count: 700)
        try folder.write(
            (0..<count).map { #"{"number":\#($0),"filler":"\#(filler)"}"# + "\n" }.joined(), to: "log.jsonl")
    }

    @Test(arguments: [10, 500, 100_000])
    func `page by page every line comes once, the latest page first`(limit: Int) throws {
        let count = 4000
        try write(count)
        var numbers: [Int64] = []
        var end: Int64?
        repeat {
            let page = try LogTail.read(folder.file("log.jsonl"), limit: limit, before: end)
            numbers = page.lines.compactMap { $0["number"]?.intValue } + numbers
            #expect(page.start < end ?? .max, "it does not get on")
            end = page.start
        } while end ?? 0 > 0
        #expect(numbers == (0..<Int64(count)).map { $0 })
    }

    @Test func `a line that is not written to its end waits`() throws {
        try folder.write("{\"number\":1}\n{\"num", to: "log.jsonl")
        let page = try LogTail.read(folder.file("log.jsonl"), limit: 10)
        #expect(page.lines.map { $0["number"]?.intValue } == [1] && page.start == 0)
    }

    @Test func `a log that is not there has no lines`() throws {
        #expect(try LogTail.read(folder.file("none.jsonl"), limit: 10).lines.isEmpty)
    }
}
