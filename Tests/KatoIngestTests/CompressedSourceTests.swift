import Foundation
import KatoModel
import KatoProviders
import KatoTestSupport
import Testing
import Zstandard

@Suite(.enabled(if: ZstandardStream() != nil, "this system has no libzstd"))
struct CompressedSourceTests {
    /// `{"n":1}`, `{"n":2}` and `{"n":3}`, each on a line, compressed by zstd 1.5 at level 3.
    private static let three: [UInt8] = [
        0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0xC1, 0x00, 0x00, 0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x31, 0x7D,
        0x0A, 0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x32, 0x7D, 0x0A, 0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x33, 0x7D,
        0x0A, 0x92, 0xF1, 0x63, 0xB3,
    ]

    @Test func `lines come out as they went in`() async throws {
        let source = try Ingesting(.compressedLines)
        try source.folder.write(Self.three, to: "chat.jsonl.zst")
        #expect(try await source.look().records == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
        #expect(try await source.look().records.isEmpty)
    }

    @Test func `an unchanged file is not opened`() async throws {
        let files = CountingFileSystem()
        let source = try Ingesting(.compressedLines, files: files)
        try source.folder.write(Self.three, to: "chat.jsonl.zst")
        _ = try await source.look()
        let opened = files.opened
        _ = try await source.look()
        #expect(files.opened == opened)
    }

    @Test func `two frames are one file, and so is one that is still being written`() async throws {
        let source = try Ingesting(.compressedLines)
        try source.folder.write(Array(Self.three[..<(Self.three.count - 1)]), to: "chat.jsonl.zst")
        let first = try await source.look().records
        try source.folder.write(Self.three + Self.three, to: "chat.jsonl.zst")
        let second = try await source.look().records
        // The head of so short a file changed with it, so it is read again; identity makes that harmless.
        #expect(second == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#, #"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
        #expect(first.count <= 3)
    }

    @Test func `damage is named, and what came before it is kept`() async throws {
        let source = try Ingesting(.compressedLines)
        try source.folder.write(Array("no Zstandard at all, for certain".utf8), to: "chat.jsonl.zst")
        let look = try await source.look()
        #expect(look.records.isEmpty)
        #expect(look.unreadable.values.first?.contains("damaged") == true)
    }

    private static let zstd = "/usr/bin/zstd"

    /// 20 MB of one line, many times: two kilobytes compressed.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: zstd), "the program zstd is not installed"))
    func `a file that grows a thousandfold comes in bounded batches, and goes on after a crash`() async throws {
        let source = try Ingesting(.compressedLines, chunk: 1 << 16)
        let line = #"{"text":"\#(String(repeating: "kato ", count: 200))"}"#
        let plain = try TemporaryDirectory()
        try plain.write(String(repeating: line + "\n", count: 20_000), to: "chat.jsonl")
        let process = Process()
        process.executableURL = URL(filePath: Self.zstd)
        process.arguments = ["-q", plain.file("chat.jsonl"), "-o", source.folder.file("chat.jsonl.zst")]
        try process.run()
        process.waitUntilExit()
        let first = try await source.look(stoppingAfter: 2)
        #expect(first.records.count == 20_000)
        #expect(first.records.allSatisfy { $0 == line })
        #expect(first.batches.allSatisfy { $0.buffer.count < 1 << 19 })
        let stored = first.batches[..<2].reduce(0) { $0 + $1.records.count }
        let second = try await source.look()
        #expect(second.records.count == 20_000 - stored)
        #expect(second.batches.first?.baseOffset == UInt64(stored * (line.utf8.count + 1)))
        #expect(try await source.look().records.isEmpty)
    }
}
