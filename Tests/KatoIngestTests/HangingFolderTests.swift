import KatoIngest
import KatoProviders
import KatoTestSupport
import Testing

/// An agent's folder on a file system that stops to answer.
@Suite(.timeLimit(.minutes(1))) struct HangingFolderTests {
    @Test func `what is elsewhere is read, the folder is named, and it is read when it answers again`() async throws {
        let folder = try TemporaryDirectory()
        let slow = HangingPlace(folder.file("slow"))
        let ingesting = try Ingesting(.lines, in: folder, files: HangingFileSystem.patient(slow))
        try folder.write("far\n", to: "slow/a.jsonl")
        try folder.write("near\n", to: "fast/b.jsonl")
        slow.hang()
        let look = try await ingesting.look()
        #expect(look.records == ["near"])
        #expect(look.unreadable.keys.sorted() == [slow.path])
        #expect(look.unreadable[slow.path]?.hasSuffix("its file system does not answer") == true)
        slow.goOn()
        var records: [String] = []
        while records.isEmpty { records = try await ingesting.look().records }
        #expect(records == ["far"])
    }
}
