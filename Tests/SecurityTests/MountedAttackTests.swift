import Foundation
import KatoTestSupport
import Testing

/// Attacks that need mounts: each runs in a mount namespace of its own.
@Suite(.enabled(if: Probe.canMount, "no mount namespace can be had here"))
struct MountedAttackTests {
    /// Opens `name` below the root after `setup`, with both lookups.
    private func open(_ box: AttackBox, _ name: String, after setup: String) async throws -> [String?] {
        var answers: [String?] = []
        for way in ["kernel", "portable"] {
            let names = name.split(separator: "/").map { "'\($0)'" }.joined(separator: " ")
            answers.append(
                try await Probe.inMountNamespace("\(setup) && '\(Probe.path)' open \(way) '\(box.root)' \(names)"))
        }
        return answers
    }

    @Test func `row 40: a bind mount inside the root that shows a folder outside is refused`() async throws {
        let box = try AttackBox()
        try box.folder.makeFolder("root/mounted")
        let answers = try await open(box, "mounted/x.md", after: "mount --bind '\(box.outside)' '\(box.root)/mounted'")
        #expect(answers == ["errno \(EXDEV)", "errno \(EXDEV)"])
        #expect(try box.folder.names(in: "outside") == ["folder", "secret.md"])
    }

    @Test func `row 40: a bind mount of a single file is refused`() async throws {
        let box = try AttackBox()
        try box.folder.write("", to: "root/x.md")
        let answers = try await open(box, "x.md", after: "mount --bind '\(box.secret)' '\(box.root)/x.md'")
        #expect(answers == ["errno \(EXDEV)", "errno \(EXDEV)"])
        #expect(try box.folder.text(of: "outside/secret.md") == "secret")
    }

    @Test func `row 53: what is mounted over a folder of the root is refused`() async throws {
        let box = try AttackBox()
        let answers = try await open(box, "notes/x.md", after: "mount -t tmpfs tmpfs '\(box.root)/notes'")
        #expect(answers == ["errno \(EXDEV)", "errno \(EXDEV)"])
    }

    @Test(arguments: ["proc", "sysfs", "cgroup2"])
    func `row 39: a root on a file system of the system's own is refused`(type: String) async throws {
        let box = try AttackBox()
        let answers = try await open(box, "x.md", after: "mount -t \(type) \(type) '\(box.root)'")
        #expect(answers == ["errno \(EOPNOTSUPP)", "errno \(EOPNOTSUPP)"])
    }

    @Test(arguments: [
        "mount -t tmpfs tmpfs 'ROOT'",
        "mount -t tmpfs tmpfs 'OUT' && mkdir 'OUT/up' 'OUT/work' "
            + "&& mount -t overlay -o 'lowerdir=ROOT,upperdir=OUT/up,workdir=OUT/work' overlay 'ROOT'",
    ])
    func `row 41: a root in memory, or made of layers, takes a file like any other`(mount: String) async throws {
        let box = try AttackBox()
        let setup = mount.replacing("ROOT", with: box.root).replacing("OUT", with: box.outside)
        guard try await Probe.inMountNamespace("\(setup) && echo mounted")?.hasSuffix("mounted") == true else {
            try Test.cancel("this file system cannot be mounted here")
        }
        #expect(try await open(box, "x.md", after: setup) == ["opened", "opened"])
    }

    @Test func `row 42: in a folder that ignores case, another spelling of a file is refused`() async throws {
        let box = try AttackBox()
        let mount =
            "mount -t tmpfs -o casefold tmpfs '\(box.root)' && mkdir '\(box.root)/n' && chattr +F '\(box.root)/n'"
        guard try await Probe.inMountNamespace("\(mount) && echo folds")?.hasSuffix("folds") == true else {
            try Test.cancel("no file system that ignores case can be mounted here")
        }
        let setup = "\(mount) && echo mine > '\(box.root)/n/Notes.md'"
        #expect(try await open(box, "n/notes.md", after: setup) == ["errno \(EEXIST)", "errno \(EEXIST)"])
        #expect(try await open(box, "n/Notes.md", after: setup) == ["opened", "opened"])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make devices"), arguments: ["c 1 7", "b 7 0"])
    func `row 35: a device is refused`(numbers: String) async throws {
        let box = try AttackBox()
        let made = try await Probe.run("mknod", [box.root + "/x.md"] + numbers.split(separator: " ").map(String.init))
        #expect(made.isEmpty, "\(made)")
        for isPortable in [false, true] { #expect(box.verdict("x.md", portable: isPortable) == "not-regular") }
    }
}
