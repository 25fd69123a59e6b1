import Foundation
import JSONRPC
import KatoCommands
import KatoControlProtocol
import KatoControlServer
import KatoModel
import KatoObservability
import KatoTestSupport
import StrictJSON
import Synchronization
import Testing

/// Every point at which something is allowed or denied leaves a line in the audit log.
@Suite(.serialized) struct AuditCompletenessTests {
    private func audited(_ box: AttackBox, _ work: (EventEmitter) async throws -> Void) async throws -> [JSONValue] {
        let path = box.folder.file("audit.jsonl")
        let emitter = EventEmitter(
            operational: nil, audit: AuditLog(path: path), now: { Timestamp(milliseconds: 1_774_915_200_000) })
        try await work(emitter)
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try box.folder.text(of: "audit.jsonl").split(separator: "\n").map { try JSONValue.parse(String($0)) }
    }

    /// Each reason of the policy and of the disk for a denial, and an allowed path.
    static let paths: [PathAttack] = {
        var seen: Set<String> = []
        return (PathAttack.texts + PathAttack.disks).filter { seen.insert($0.expected).inserted }
    }()

    @Test(arguments: paths)
    func `each verdict on a path is a line with its reason`(attack: PathAttack) async throws {
        let chat = try ChatBox()
        let typed = try attack.arrange(chat.box)
        let lines = try await audited(chat.box) { emitter in
            try await chat.take([ChatBox.user("::export \(typed)", #""cwd":"\#(chat.box.root)""#)], emitter: emitter)
        }
        // What breaks the line of the command, or is no argument, is refused as a command.
        let decided = lines.filter { $0["event"]?.stringValue == "command.decided" }
        #expect(!decided.isEmpty || typed.isEmpty || typed.contains("\n") || typed.contains("\r"), "\(lines)")
        for line in lines {
            let isAllowed = line["decision"]?.stringValue == "allow"
            #expect(isAllowed == ["admitted", "failed"].contains(attack.expected), "\(line.text())")
            #expect(line["reason"]?.stringValue?.isEmpty == false)
            #expect(line["hash"]?.stringValue?.count == 64)
        }
    }

    @Test func `the table walks every reason that text and disk can give`() {
        let walked = Set(Self.paths.map(\.expected))
        // These need another root, a mount or an argument that the parser refuses first; they have tests of their own.
        let elsewhere: Set<String> = [
            "not-absolute", "control-character", "bidi-or-invisible", "uri", "empty-name", "root-itself",
            "other-owner", "mount-point", "root-replaced", "other-spelling", "not-for-files",
        ]
        let all = Set(DenialReason.allCases.map(\.rawValue)).union(FileRefusal.allCases.map(\.rawValue))
        #expect(all.subtracting(walked) == elsewhere)
    }

    @Test(arguments: [
        ("historic", #""timestamp":"2020-01-01T00:00:00.000Z""#), ("historic", #""timestamp":null"#),
    ])
    func `a command that is history is a line that denies`(reason: String, fields: String) async throws {
        let chat = try ChatBox()
        let lines = try await audited(chat.box) { emitter in
            try await chat.take([ChatBox.user("::capture", fields)], emitter: emitter)
        }
        #expect(lines.map { $0["reason"]?.stringValue } == [reason])
        #expect(lines.first?["decision"]?.stringValue == "deny")
    }

    @Test(arguments: ControlMethod.allCases)
    func `a method that changes something is a line with who asked, and one that does not is none`(
        method: ControlMethod
    ) async throws {
        let box = try AttackBox()
        let lines = try await audited(box) { emitter in
            let dispatcher = ControlDispatcher(backend: RefusingBackend(), emitter: emitter)
            _ = await dispatcher.answer(
                Array(Self.request(method).utf8), from: Self.client(getpid())
            )
        }
        guard method.definition.access != .read else {
            #expect(lines.isEmpty)
            return
        }
        let line = try #require(lines.first)
        #expect(line["event"]?.stringValue == "control.requested")
        #expect(line["method"]?.stringValue == method.rawValue)
        #expect(line["peerUID"]?.intValue == 7)
        #expect(line["peerPID"]?.intValue == Int64(getpid()))
        #expect(line["peerExecutable"]?.stringValue == "/usr/bin/socat")
    }

    @Test func `who changes too much at once is denied, and nothing more is done`() async throws {
        let box = try AttackBox()
        let backend = RefusingBackend()
        let lines = try await audited(box) { emitter in
            let dispatcher = ControlDispatcher(backend: backend, emitter: emitter)
            let client = Self.client(1)
            var answer = ""
            // Some more than the burst, because the bucket fills again meanwhile.
            for _ in 0..<10_000 where !answer.contains("too-many-requests") {
                let sent = await dispatcher.answer(Array(Self.request(.recordingsStop).utf8), from: client)
                answer = String(decoding: sent ?? [], as: UTF8.self)
            }
        }
        let denied = lines.filter { $0["decision"] == "deny" }
        #expect(denied.map { $0["reason"] } == ["too-many-requests"])
        #expect(lines.count > ControlLimits.mutationBurst)
        #expect(backend.calls.withLock { $0 } == lines.count - 1)
    }

    private static func client(_ pid: Int32) -> ControlConnection {
        ControlConnection(peer: ControlPeer(uid: 7, pid: pid, executable: "/usr/bin/socat"))
    }

    /// The method with everything it needs.
    private static func request(_ method: ControlMethod) -> String {
        let needed = method.definition.parameters.filter(\.isRequired).map { #""\#($0.name)":"/s""# }
        return #"{"jsonrpc":"2.0","id":1,"method":"\#(method.rawValue)","params":{\#(needed.joined(separator: ","))}}"#
    }

    @Test(arguments: ControlMethod.allCases.filter { $0.definition.access != .read })
    func `without a line nothing is done`(method: ControlMethod) async throws {
        let box = try AttackBox()
        try box.folder.makeFolder("audit.jsonl")
        let emitter = EventEmitter(
            operational: nil, audit: AuditLog(path: box.folder.file("audit.jsonl")),
            now: { Timestamp(milliseconds: 0) })
        let backend = RefusingBackend()
        let dispatcher = ControlDispatcher(backend: backend, emitter: emitter)
        let line = Self.request(method)
        let answer = await dispatcher.answer(Array(line.utf8), from: Self.client(1))
        #expect(answer.map { String(decoding: $0, as: UTF8.self) }?.contains("audit log") == true)
        #expect(backend.calls.withLock { $0 } == 0)
    }
}
