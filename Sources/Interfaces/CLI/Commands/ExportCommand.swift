import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths
import StrictJSON

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a copy of a conversation to a file.",
        discussion: """
            Returns when the file is complete. Works without a daemon. A file that holds something else is left alone; \
            the copy then goes beside it as name-2.md. Folders that are missing are made.
            """)

    @Argument(
        help: "Native id, kato id, a unique prefix of either, or provider/prefix.", completion: SessionCompletion.kind)
    var session: String
    @Option(name: .shortAndLong, help: "File or folder; default: in the recordings folder.")
    var output: String?
    @Option(name: .shortAndLong, help: "markdown, jsonl or html; default: what the file's extension says.")
    var format: String?
    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        if let format, RecordingFormat(rawValue: format) == nil {
            throw ValidationError("The format is markdown, jsonl or html, not \(format).")
        }
    }

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        let report = ProgressReport(title: "Writing the copy")
        let reading = client.onProgress
        client.onProgress = { $0?.unit == .bytes ? reading?($0) : report.show($0) }
        var result = try client.export(session, path: try output.map(AbsolutePath.make), format: format)
        if let target = result.target { result = try Self.place(result, at: target) }
        if json { return Console.print(result.json.text()) }
        Console.print(DisplayText.clean(result.path))
        if let note = result.note { Console.complain("  note: " + DisplayText.clean(note)) }
    }

    /// The daemon may not write there, so this program does.
    private static func place(_ result: ExportResult, at target: String) throws -> ExportResult {
        let path = try ExportPlacer.place(result.path, at: target)
        return ExportResult(
            path: path, format: result.format, blocks: result.blocks, bytes: result.bytes,
            note: path == target ? result.note : "\(target) holds something else, so it was left alone.")
    }
}
