import KatoCommands
import KatoModel
import KatoTestSupport
import Testing

@Suite struct PathPolicyPropertyTests {
    static let roots = ["/r", "/r/n", "/s/t", "/s/t/u/v"]

    /// Independent and naive: walk with a stack, and ask of the result which root is a prefix.
    static func oracle(_ path: String) -> (root: String, below: [String])? {
        var stack: [String] = []
        for piece in path.split(separator: "/").map(String.init) where piece != "." {
            if piece != ".." {
                stack.append(piece)
            } else if stack.isEmpty {
                return nil
            } else {
                stack.removeLast()
            }
        }
        let final = "/" + stack.joined(separator: "/")
        let holders = roots.filter { final.hasPrefix($0 + "/") }
        guard let root = holders.max(by: { $0.count < $1.count }) else { return nil }
        let below = final.dropFirst(root.count + 1).split(separator: "/").map(String.init)
        guard let last = below.last, last.hasSuffix(".md"), !below.contains(where: { $0.hasPrefix(".") }) else {
            return nil
        }
        return (root, below)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `whatever is allowed lies where a naive walk ends, and below its most specific root`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let policy = PathPolicy(rules: PolicyRules(allowedRoots: Self.roots, deniedPaths: []))
        let pieces = ["r", "n", "s", "t", "u", "v", "..", "..", ".", "", "x.md", "y.md", "...", ".h", "r.md"]
        for _ in 0..<50 {
            let count = Int.random(in: 1...9, using: &generator)
            let path = "/" + (0..<count).map { _ in generator.pick(pieces) }.joined(separator: "/")
            let expected = Self.oracle(path)
            guard let destination = policy.decide(path).destination else {
                // Denied: right, unless a plain path (no parent steps, no folder wish) lies inside.
                let isPlain = !path.contains("..") && !path.hasSuffix("/") && !path.hasSuffix("/.")
                #expect(expected == nil || !isPlain, "seed \(seed): \(path)")
                continue
            }
            #expect(destination.root == expected?.root, "seed \(seed): \(path)")
            #expect(destination.components == expected?.below, "seed \(seed): \(path)")
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `no text makes a destination with an unsafe component`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let policy = PathPolicy(rules: PolicyRules(allowedRoots: ["/r"], deniedPaths: []))
        let pieces = ["/", "..", ".", "a", "\\", "%2e", "~", "-", "\0", "\u{202E}", ":", ".md", "\u{301}", " ", "*"]
        for _ in 0..<50 {
            let path = "/r/" + (0..<8).map { _ in generator.pick(pieces) }.joined() + ".md"
            guard let destination = policy.decide(path).destination else { continue }
            for component in destination.components {
                #expect(!component.isEmpty && component.utf8.first != 0x2E, "seed \(seed): \(path.debugDescription)")
                #expect(!component.utf8.contains(0x2F) && !component.utf8.contains(0), "seed \(seed)")
            }
            #expect(destination.path.utf8.starts(with: "/r/".utf8))
        }
    }
}
