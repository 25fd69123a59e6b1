import FileAccess
import Foundation
import KatoCommands
import KatoModel
import KatoTestSupport

/// A place to attack: an allowed root with kato's own files and an agent's inside it, and beside it what must not be
/// touched.
final class AttackBox: Sendable {
    let folder: TemporaryDirectory
    let owner: UInt32

    var root: String { folder.file("root") }
    var outside: String { folder.file("outside") }
    /// The user's private file beside the root.
    var secret: String { folder.file("outside/secret.md") }

    init(owner: UInt32 = geteuid()) throws {
        folder = try TemporaryDirectory()
        self.owner = owner
        for name in ["root/state/logs", "root/run", "root/agent", "root/notes", "outside/folder"] {
            try folder.makeFolder(name)
        }
        try folder.write("secret", to: "outside/secret.md")
        try folder.write("schemaVersion: 1\n", to: "root/config.md")
        try folder.write("{}\n", to: "root/agent/source.jsonl")
    }

    /// Everything outside of the root, by path, with kind, mode and content: compared before and after an attack.
    func outsideState() throws -> [String: String] {
        var state: [String: String] = [:]
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        for name in names where name != "root" && !name.hasPrefix("root/") {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
            let mode = String(attributes[.posixPermissions] as? Int ?? 0, radix: 8)
            let bytes = FileManager.default.contents(atPath: folder.file(name))
            state[name] = mode + (bytes.map { ":" + String(decoding: $0, as: UTF8.self) } ?? " folder")
        }
        return state
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.file(name), withDestinationPath: target)
    }

    func gate(
        portable: Bool = false, roots: HeldRoots? = nil, files: (any FileSystem)? = nil,
        workspaces: FolderMap<WorkspaceRule> = FolderMap([])
    ) -> CommandGate {
        let settings = GateSettings(
            home: folder.path, recordingsDirectory: root, roots: [(spelled: root, canonical: root)],
            deniedPaths: [root + "/state", root + "/run", root + "/config.md", root + "/agent"], owner: owner,
            workspaces: workspaces, localDate: { _ in "2026-03-31" })
        return CommandGate(settings: settings, files: files ?? LocalFileSystem(roots: roots, isPortable: portable))
    }

    /// What the gate says to a path typed after a command, in a conversation that works in the root.
    func verdict(_ argument: String, portable: Bool = false) -> String {
        Self.word(
            gate(portable: portable).admit(.named(argument), for: Self.session(root), at: Timestamp(milliseconds: 0)))
    }

    static func session(_ workingDirectory: String) -> Session {
        var facts = SessionFacts()
        facts.workingDirectory = workingDirectory
        return Session(
            id: SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a"),
            key: SessionKey(provider: ProviderID("claude"), nativeID: "1"), facts: facts, startedAt: nil,
            lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)
    }

    /// A decision as one word: `admitted`, `failed`, or the reason of the denial.
    static func word(_ decision: GateDecision) -> String {
        switch decision {
        case .notNeeded: "not-needed"
        case .admitted: "admitted"
        case .denied(let code, _, _, _): code
        case .invalid(let error): error.code
        case .failed: "failed"
        }
    }
}
