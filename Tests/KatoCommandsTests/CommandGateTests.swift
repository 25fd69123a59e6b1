import FileAccess
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoCommands

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The gate's own part: which roots hold for whom, and that what was admitted once is looked at again.
@Suite struct CommandGateTests {
    let folder: TemporaryDirectory
    private let now = Timestamp(milliseconds: 0)

    init() throws {
        folder = try TemporaryDirectory()
        for name in ["notes", "notes/state", "exports", "spelled"] { try folder.makeFolder(name) }
    }

    private func gate(roots: [(spelled: String, canonical: String)]? = nil) -> CommandGate {
        let notes = folder.file("notes")
        return CommandGate(
            settings: GateSettings(
                home: folder.path, recordingsDirectory: notes,
                roots: roots ?? [(spelled: folder.file("spelled"), canonical: notes)],
                deniedPaths: [notes + "/state"], handOverDirectory: folder.file("exports"), owner: geteuid(),
                localDate: { _ in "2026-03-31" }),
            files: LocalFileSystem())
    }

    private var session: Session {
        Session(
            id: SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a"),
            key: SessionKey(provider: ProviderID("claude"), nativeID: "1"), facts: SessionFacts(), startedAt: nil,
            lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
    }

    private func request(isHandedOver: Bool) -> CommandRequest {
        CommandRequest(commands: [], session: session.id, isHandedOver: isHandedOver, reply: { _ in })
    }

    private func code(_ decision: GateDecision) -> String {
        switch decision {
        case .admitted(let destination, let rule): "\(destination.path) by \(rule)"
        case .denied(let code, _, _, _): code
        default: "\(decision)"
        }
    }

    @Test func `a person's own folder is admitted by hand, and the rule says so`() {
        let decision = gate().judge(
            folder.file("exports/x.md"), in: folder.file("exports"), .markdown, for: session, at: now)
        #expect(code(decision) == "\(folder.file("exports/x.md")) by by-hand:root:\(folder.file("exports"))")
    }

    @Test func `a folder whose name only begins like a root is none`() {
        let notes = folder.file("notes")
        for path in [notes, notes + "/x.md", folder.file("spelled/x.md")] { #expect(gate().mayHold(path), "\(path)") }
        for path in [notes + "-mine/x.md", folder.file("spelled2"), folder.path] {
            #expect(!gate().mayHold(path), "\(path)")
        }
    }

    @Test func `a path is put below the root that it is spelled by, and no other`() throws {
        let spelled = folder.file("spelled")
        #expect(
            code(gate().admit(.named(spelled + "/x.md"), for: session, at: now))
                == "\(folder.file("notes/x.md")) by root:\(folder.file("notes"))")
        #expect(code(gate().admit(.named(spelled + "-else/x.md"), for: session, at: now)) == "outside-roots")
        // Written behind the root as it is, this would be a name in the second one.
        let second = try folder.makeFolder("notes2")
        let both = gate(roots: [
            (spelled: spelled, canonical: folder.file("notes")), (spelled: second, canonical: second),
        ])
        #expect(code(both.admit(.named(spelled + "2/x.md"), for: session, at: now)) == "outside-roots")
        #expect(code(both.admit(.named(second + "/x.md"), for: session, at: now)).hasPrefix(second + "/x.md"))
    }

    @Test func `what was admitted earlier is judged again`() throws {
        for (root, names) in [("notes", ["state", "x.md"]), ("exports", ["x.md"])] {
            let earlier = Destination(root: folder.file(root), components: names, format: .markdown)
            let decision = gate().admit(.pointer(earlier), for: session, at: now)
            #expect(code(decision) == (root == "notes" ? "protected-path" : "outside-roots"))
        }
        try folder.write("", to: "other.md")
        #expect(link(folder.file("other.md"), folder.file("notes/x.md")) == 0)
        let linked = Destination(root: folder.file("notes"), components: ["x.md"], format: .markdown)
        #expect(code(gate().admit(.pointer(linked), for: session, at: now)) == "hard-links")
    }

    @Test func `what is handed over goes into its folder alone, and nothing else does`() {
        let handedOver = gate().serving(request(isHandedOver: true))
        let ordinary = gate().serving(request(isHandedOver: false))
        let (export, note) = (folder.file("exports/x.md"), folder.file("notes/x.md"))
        #expect(
            code(handedOver.admit(.named(export), for: session, at: now))
                == "\(export) by root:\(folder.file("exports"))")
        #expect(code(handedOver.admit(.named(note), for: session, at: now)) == "outside-roots")
        #expect(code(ordinary.admit(.named(export), for: session, at: now)) == "outside-roots")
        #expect(code(ordinary.admit(.named(note), for: session, at: now)).hasPrefix(note))
    }

    @Test func `the name of a root means a file in it, whatever it is called`() throws {
        let root = try folder.makeFolder("notes.md")
        let decision = gate(roots: [(spelled: root, canonical: root)]).admit(.named(root), for: session, at: now)
        #expect(code(decision).hasPrefix(root + "/2026-03-31-"), "\(decision)")
    }
}
