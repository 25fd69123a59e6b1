import FileAccess
import Foundation
import KatoTestSupport
import Testing

/// Random trees with links, opened by random paths, against an oracle that resolves every name by hand.
@Suite struct TreePropertyTests {
    private static let names = ["a", "b", "c.md", "d.md"]

    @Test(arguments: 0..<60 as Range<UInt64>, [false, true])
    func `what is opened is what a walk without links finds, and nothing else`(seed: UInt64, isPortable: Bool) throws {
        var generator = SeededGenerator(seed: seed)
        let box = try AttackBox()
        try FileManager.default.removeItem(atPath: box.root)
        try box.folder.makeFolder("root")
        try plant(box, "root", depth: 0, &generator)
        let before = try box.outsideState()
        let anchor = try LocalFileSystem(isPortable: isPortable).anchor(box.root)
        for _ in 0..<60 {
            let components = (0...Int.random(in: 0..<4, using: &generator)).map { _ in generator.pick(Self.names) }
            let expected = Self.isPlainFile(box.root, components)
            let opened = (try? anchor.open(components, .append)) != nil
            #expect(opened == expected, "seed \(seed): \(components)")
            if generator.pick([true, false]) { try? anchor.makeDirectories(components) }
            _ = try? anchor.open(components + ["new.md"], .create)
        }
        #expect(try box.outsideState() == before, "seed \(seed)")
    }

    /// A folder, a file, or a link to anywhere, at each name.
    private func plant(_ box: AttackBox, _ folder: String, depth: Int, _ generator: inout SeededGenerator) throws {
        for name in Self.names {
            let path = folder + "/" + name
            switch generator.below(7) {
            case 0 where depth < 3, 1 where depth < 3:
                try box.folder.makeFolder(path)
                try plant(box, path, depth: depth + 1, &generator)
            case 2, 3: try box.folder.write("x", to: path)
            case 4: try box.link(path, to: generator.pick([box.outside, box.secret, box.root, "/etc", "/tmp"]))
            case 5: try box.link(path, to: generator.pick(["..", "../..", ".", "a", "b/c.md", "../../outside/new.md"]))
            default: break
            }
        }
    }

    private static func isPlainFile(_ root: String, _ components: [String]) -> Bool {
        var path = root
        for (index, name) in components.enumerated() {
            path += "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { return false }
            let kind = status.st_mode & S_IFMT
            guard kind == (index == components.count - 1 ? S_IFREG : S_IFDIR) else { return false }
        }
        return true
    }
}
