import FileAccess
import Foundation
import KatoTestSupport

/// A second process that writes wherever it is told to, with the sandbox or without it: kato without its gate.
struct CarelessChild {
    let box: AttackBox
    let isSandboxed: Bool

    /// What came of writing to `path`.
    func write(_ path: String) async throws -> String {
        try await Probe.run(Probe.path, arguments("once"), input: path).replacing(/^ready\n?/, with: "")
    }

    /// Lets it begin its work, does `work`, and returns what it says after its input ended.
    ///
    /// - Parameter input: what it is told first, before `work`.
    func during(_ how: String, input: String = "", then last: String = "", _ work: () throws -> Void) throws -> String {
        let (process, channel, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: Probe.path)
        process.arguments = arguments(how)
        process.standardInput = channel
        process.standardOutput = output
        // One that could not restrict itself has ended already: an error here, not this process's end.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
        var said = Data()
        while !said.contains(0x0A), case let more = output.fileHandleForReading.availableData, !more.isEmpty {
            said += more
        }
        try channel.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try work()
        try channel.fileHandleForWriting.write(contentsOf: Data(last.utf8))
        try channel.fileHandleForWriting.close()
        said += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).replacing(/^ready\n?/, with: "")
            .trimmingCharacters(in: .newlines)
    }

    private func arguments(_ how: String) -> [String] {
        ["naive", box.root, box.folder.file("agent"), isSandboxed ? "yes" : "no", how, box.outside]
    }

    /// The path as the most helpful program would understand it: it expands and decodes whatever it knows.
    static func path(_ typed: String, in box: AttackBox) -> String {
        var path = typed.replacing("\\", with: "/")
        path = path.removingPercentEncoding ?? path
        if path.hasPrefix("file://") { path.removeFirst("file://".count) }
        for name in ["$HOME/", "~/"] where path.hasPrefix(name) {
            path = box.folder.path + "/" + path.dropFirst(name.count)
        }
        return path.hasPrefix("/") ? path : box.root + "/" + path
    }
}
