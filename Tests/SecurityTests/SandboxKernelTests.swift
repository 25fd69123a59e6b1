import Foundation
import KatoTestSupport
import Testing

@testable import Sandbox

/// What the kernel alone keeps a process from, with no decision of ours before it.
@Suite(.enabled(if: LinuxSandboxKernel().landlockABI() >= 3, "this kernel has no Landlock, or an early one"))
struct SandboxKernelTests {
    /// The attacks that lead outside when somebody simply opens the path.
    private static let escapes = (PathAttack.texts + PathAttack.disks).filter(\.escapes)

    private func attack(_ box: AttackBox, _ path: String, sandboxed: Bool) async throws -> String {
        try await Probe.run(Probe.path, ["naive", box.root, sandboxed ? "yes" : "no"], input: path + "\n")
    }

    /// The path as a program without any policy would understand it.
    private static func path(_ typed: String, _ box: AttackBox) -> String {
        if typed.hasPrefix("/") { return typed }
        return typed.hasPrefix("~/") ? box.folder.path + typed.dropFirst() : box.root + "/" + typed
    }

    @Test(arguments: escapes)
    func `without any policy, the kernel still blocks the escape`(attack: PathAttack) async throws {
        let box = try AttackBox()
        let path = Self.path(try attack.arrange(box), box)
        let before = try box.outsideState()
        let answer = try await self.attack(box, path, sandboxed: true)
        #expect(answer.hasPrefix("errno"), "\(answer)")
        #expect(try box.outsideState() == before)
    }

    @Test func `without a sandbox these attacks do escape, or the suite could not fail`() async throws {
        var escaped = 0
        for attack in Self.escapes {
            let box = try AttackBox()
            let path = Self.path(try attack.arrange(box), box)
            let before = try box.outsideState()
            _ = try await self.attack(box, path, sandboxed: false)
            if try box.outsideState() != before { escaped += 1 }
        }
        // A chain of 41 links is too long for the kernel itself.
        #expect(escaped >= Self.escapes.count - 1, "\(escaped) of \(Self.escapes.count)")
    }

    @Test func `an ordinary file in the root is written`() async throws {
        let box = try AttackBox()
        #expect(try await attack(box, box.root + "/notes/new/x.md", sandboxed: true) == "written")
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
            "netlink": EAFNOSUPPORT, "read-after-second-policy": EACCES,
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
