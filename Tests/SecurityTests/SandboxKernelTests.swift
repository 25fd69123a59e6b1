import FileAccess
import Foundation
import KatoTestSupport
import Testing

@testable import Sandbox

/// What the kernel alone keeps a process from, with no decision of ours before it.
// One child at a time: a hundred together take more descriptors than Foundation can start a process with (1,024).
@Suite(
    .serialized, .enabled(if: LinuxSandboxKernel().landlockABI() >= 3, "this kernel has no Landlock, or an early one"))
struct SandboxKernelTests {
    private static let attacks = PathAttack.texts + PathAttack.disks

    @Test(arguments: attacks)
    func `with the gate switched off, the kernel still blocks the escape`(attack: PathAttack) async throws {
        let box = try AttackBox()
        let path = CarelessChild.path(try attack.arrange(box), in: box)
        let before = try box.outsideState()
        let answer = try await CarelessChild(box: box, isSandboxed: true).write(path)
        if attack.escapes { #expect(answer.hasPrefix("errno"), "\(answer)") }
        #expect(try (box.outsideState() == before) != attack.reachesOutside, "\(answer)")
    }

    @Test(arguments: attacks.filter(\.escapes))
    func `without a sandbox the attack does escape, or the suite could not fail`(attack: PathAttack) async throws {
        let box = try AttackBox()
        let path = CarelessChild.path(try attack.arrange(box), in: box)
        let before = try box.outsideState()
        _ = try await CarelessChild(box: box, isSandboxed: false).write(path)
        #expect(try box.outsideState() != before)
    }

    @Test(arguments: [true, false])
    func `rows 27, 29 and 30: names that are exchanged meanwhile lead nowhere`(isSandboxed: Bool) throws {
        for (left, right) in [("way", "link"), ("x.md", "other")] {
            let box = try AttackBox()
            try box.folder.makeFolder("root/way")
            try box.link("root/link", to: box.outside)
            try box.folder.write("", to: "root/x.md")
            try box.link("root/other", to: box.secret)
            let before = try box.outsideState()
            let path = box.root + (left == "way" ? "/way/deep/x.md" : "/x.md")
            let counts = try CarelessChild(box: box, isSandboxed: isSandboxed).during("often", input: path + "\n") {
                let anchor = try LocalFileSystem().anchor(box.root)
                // An even number: it ends as it began.
                for _ in 0..<20_000 { try anchor.exchange([left], with: right) }
            }
            print("\(path.suffix(9)): written and refused \(counts)")
            #expect(try (box.outsideState() == before) == isSandboxed)
            #expect(!isSandboxed || !counts.split(separator: " ").contains("0"), "the race was none")
        }
    }

    @Test(arguments: [true, false])
    func `rows 28 and 52: a folder that was moved out takes nothing, and neither does a root that was made anew`(
        isSandboxed: Bool
    ) throws {
        let box = try AttackBox()
        try box.folder.makeFolder("root/moving")
        let child = CarelessChild(box: box, isSandboxed: isSandboxed)
        let answer = try child.during("held", then: box.root + "/x.md") {
            let manager = FileManager.default
            try manager.moveItem(atPath: box.root + "/moving", toPath: box.outside + "/moved")
            try manager.moveItem(atPath: box.root, toPath: box.folder.file("old"))
            try manager.createDirectory(atPath: box.root, withIntermediateDirectories: false)
        }
        #expect(answer == (isSandboxed ? "errno \(EACCES) errno \(EACCES)" : "written written"))
    }

    @Test(.enabled(if: Probe.canMount, "no mount namespace can be had here"))
    func `rows 40 and 53: what is mounted in the root is below the root to the kernel`() async throws {
        let box = try AttackBox()
        let command = ["naive", box.root, box.root, "yes", "once", box.outside].map { "'\($0)'" }
        let answer = try await Probe.inMountNamespace(
            "mount --bind '\(box.outside)' '\(box.root)/notes' && "
                + "printf %s '\(box.root)/notes/folder/x.md' | '\(Probe.path)' \(command.joined(separator: " "))")
        #expect(answer == "ready\nwritten", "the sandbox can do more than the threat model says")
    }

    @Test func `an ordinary file in the root is written`() async throws {
        let box = try AttackBox()
        let path = box.root + "/notes/new/x.md"
        #expect(try await CarelessChild(box: box, isSandboxed: true).write(path) == "written")
    }

    @Test func `every row has an answer, and each that is blocked is driven`() throws {
        let rows = KernelAnswer.rows
        #expect(Set(rows.keys) == Set(1...60))
        let blocked = Set(rows.filter { $0.value == .blocked }.keys)
        let driven = Set(Self.attacks.filter(\.escapes).map(\.row)).union(KernelAnswer.ownTests.keys)
        #expect(driven == blocked, "\(driven.symmetricDifference(blocked).sorted())")
        let text = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        for name in KernelAnswer.ownTests.values { #expect(text.contains("func `" + name), "\(name)") }
        let helpless = rows.compactMap { row in if case .helpless(let why) = row.value { (row.key, why) } else { nil } }
        print("the kernel alone blocks \(blocked.count) rows, leaves \(helpless.count) to the gate,")
        print("and \(rows.count - blocked.count - helpless.count) lead nowhere outside")
        for (row, why) in helpless.sorted(by: { $0.0 < $1.0 }) { print("  \(row): \(why)") }
    }

    @Test func `what it forbids fails, and what a daemon needs works`() async throws {
        let box = try AttackBox()
        try box.folder.write("kept", to: "root/kept.md")
        try box.folder.makeFolder("own")
        let output = try await Probe.run(Probe.path, ["calls", box.root, box.outside, box.folder.file("own")])
        let lines = output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let results = Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
        print("set up in \(results["microseconds"] ?? "?") microseconds")
        let forbidden: [String: Int32] = [
            "exec": EPERM, "spawn": EPERM, "fork": EPERM, "writable-code": EPERM, "read-outside": EACCES,
            "list-outside": EACCES, "write-outside": EACCES, "make-outside": EACCES, "truncate-outside": EACCES,
            "unlink-outside": EACCES, "hard-link": EPERM, "symbolic-link": EPERM, "fifo": EPERM, "owner": EPERM,
            "truncate-root": EACCES, "inet": EAFNOSUPPORT, "inet6": EAFNOSUPPORT, "udp": EAFNOSUPPORT,
            "netlink": EAFNOSUPPORT, "mode-outside": EPERM, "times-outside": EPERM, "full": EACCES,
            "new-terminal": EACCES,
            "own-name": EACCES, "read-after-second-policy": EACCES,
        ]
        for (name, number) in forbidden { #expect(results[name] == String(number), "\(name)") }
        #expect(results["move-outside"] != "ok" && results["move-outside"] != nil)
        if LinuxSandboxKernel().landlockABI() >= 6 { #expect(results["signal-parent"] == String(EPERM)) }
        for name in [
            "complete", "append-root", "make-root", "folder-root", "rename-root", "exchange-root", "unlink-root",
            "make-own", "truncate-own", "map-own", "null", "zones", "users", "inotify", "unix", "threads",
        ] {
            #expect(results[name] == "ok", "\(name) \(results[name] ?? "")")
        }
        #expect(try box.folder.text(of: "outside/secret.md") == "secret")
    }

    @Test(.enabled(if: LinuxSandboxKernel().landlockABI() >= 4, "this kernel's Landlock does not know TCP"))
    func `a service that is named opens its port and no other, and without one there is no network`() async throws {
        let (service, other) = (try HTTPReceiver(), try HTTPReceiver())
        func results(_ opened: UInt16) async throws -> [String: String] {
            let output = try await Probe.run(Probe.path, ["ports", "\(opened)", "\(other.port)"])
            return Dictionary(
                output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
                    .filter { $0.count == 2 }.map { ($0[0], $0[1]) }
            ) { first, _ in first }
        }
        let with = try await results(service.port)
        for (name, result) in [
            ("complete", "ok"), ("opened", "ok"), ("other", "\(EACCES)"), ("bind", "\(EACCES)"),
            ("netlink", "\(EAFNOSUPPORT)"),
        ] {
            #expect(with[name] == result, "\(name)")
        }
        let without = try await results(0)
        for name in ["opened", "other", "bind", "netlink"] {
            #expect(without[name] == "\(EAFNOSUPPORT)", "\(name)")
        }
    }
}
