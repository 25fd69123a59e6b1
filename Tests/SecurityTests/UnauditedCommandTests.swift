import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoObservability

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A command of a chat whose line cannot be written to the audit log is not carried out.
@Suite struct UnauditedCommandTests {
    /// Takes messages in, while one of the lines of the audit log cannot be written.
    private static func take(_ texts: [String], _ chat: ChatBox, losing lost: Int) async throws {
        let count = Mutex(0)
        let file = AppendFile(path: chat.box.folder.file("audit.jsonl")) { descriptor, bytes in
            let number = count.withLock { count in
                defer { count += 1 }
                return count
            }
            return number == lost ? -Int(ENOSPC) : AppendFile.systemWrite(descriptor, bytes)
        }
        let emitter = EventEmitter(
            operational: nil, audit: AuditLog(file: file), now: { Timestamp(milliseconds: 0) })
        for text in texts { try await chat.take([ChatBox.user(text)], emitter: emitter) }
        #expect(count.withLock { $0 } > lost, "or this could not fail")
    }

    private static func state(_ chat: ChatBox) async throws -> RecordingState {
        let session = try await chat.journal.sessions(provider: nil, after: nil, limit: 1).first
        return try await chat.journal.recordingState(of: try #require(session).id)
    }

    // The first line is that of the path, the second one that of the command.
    @Test(arguments: [0, 1])
    func `nothing is recorded`(lost: Int) async throws {
        let chat = try ChatBox()
        try await Self.take(["::capture"], chat, losing: lost)
        #expect(try await chat.journal.recordings(of: nil, after: nil, limit: 10).isEmpty)
        #expect(try await Self.state(chat).active == nil)
        #expect(try await chat.executed() == ["capture"])
    }

    @Test func `what is recorded goes on`() async throws {
        let chat = try ChatBox()
        try await Self.take(["::record", "::stop"], chat, losing: 2)
        #expect(try await Self.state(chat).active != nil)
    }

    @Test func `a command behind it finds things as they were`() async throws {
        let chat = try ChatBox()
        try await Self.take(["::record\n::stop"], chat, losing: 1)
        let commands = try chat.journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 10).commands
        #expect(Set(commands.map(\.outcome.verdict)) == [.failed, .unchanged])
    }
}
