import KatoModel
import KatoObservability
import KatoTestSupport
import SystemdNotify
import Testing

@Suite struct SystemLogTests {
    @Test func `an event is an entry of the journal with its fields, from the level on that is set`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        defer { receiver.remove() }
        let socket = try #require(JournalSocket(path: receiver.address))
        let emitter = EventEmitter(
            operational: nil, audit: nil, minimumLevel: .error,
            system: SystemLog(socket: socket, minimumLevel: .notice),
            sanitize: { $0.replacing("secret", with: "***") }, now: { Timestamp(milliseconds: 0) })
        emitter.emit(BackfillFinished(files: 1, bytes: 2, records: 3, milliseconds: 4))
        emitter.emit(RecordingPaused(path: "/secret.md", reason: "disk-full"))
        #expect(
            receiver.next()
                == """
                MESSAGE=recording.paused path=/***.md reason=disk-full
                PRIORITY=4
                SYSLOG_IDENTIFIER=katod
                KATO_EVENT=recording.paused
                KATO_PATH=/***.md
                KATO_REASON=disk-full

                """)
    }

    @Test func `a value with a line end cannot begin another field`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        defer { receiver.remove() }
        try #require(JournalSocket(path: receiver.address)).send([("MESSAGE", "a\nPRIORITY=0"), ("KATO_X", "1")])
        #expect(receiver.next() == "MESSAGE\n\u{C}\0\0\0\0\0\0\0a\nPRIORITY=0\nKATO_X=1\n")
    }

    @Test func `the journal is written to only where it takes standard error`() {
        #expect(JournalSocket(environment: [:]) == nil)
        #expect(JournalSocket(environment: ["JOURNAL_STREAM": "1:2"]) == nil)
    }
}
