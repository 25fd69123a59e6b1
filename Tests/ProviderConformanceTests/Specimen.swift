import Foundation
import KatoModel
import KatoProviders
import Testing

/// A file of an agent, and where below a root it would lie.
struct Specimen: Sendable, CustomTestStringConvertible {
    let provider: any Provider
    let name: String
    let url: URL
    let components: [String]
    let claim: SourceClaim

    var testDescription: String { "\(provider.id)/\(name)" }
    var bytes: [UInt8] { get throws { [UInt8](try Data(contentsOf: url)) } }

    /// Whether it is read line by line as it grows.
    var isGrowing: Bool { claim.shape == .lines }

    /// Files of the repository, written by us in the agents' shapes: `Tests/Fixtures/providers/<provider>`.
    static let fixtures: [Specimen] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/providers")
        return ProviderRegistry.all.flatMap { specimens(of: $0, below: folder.appending(path: $0.id.rawValue)) }
    }()

    /// Real files outside of the repository, in a folder for each agent below the one that `KATO_CORPUS` names.
    static let corpus: [Specimen] = {
        guard let root = ProcessInfo.processInfo.environment["KATO_CORPUS"] else { return [] }
        return ProviderRegistry.all.flatMap {
            specimens(of: $0, below: URL(filePath: root).appending(path: $0.id.rawValue))
        }
    }()

    private static func specimens(of provider: any Provider, below folder: URL) -> [Specimen] {
        let base = folder.path(percentEncoded: false) + "/"
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.sorted { $0.path < $1.path } ?? []
        return files.compactMap { url in
            let path = url.path(percentEncoded: false)
            guard path.hasPrefix(base), !url.hasDirectoryPath else { return nil }
            return specimen(of: provider, url, String(path.dropFirst(base.count)))
        }
    }

    /// The first place in which the provider takes the file for one of its own: as it lies, or as agents would put it.
    private static func specimen(of provider: any Provider, _ url: URL, _ name: String) -> Specimen? {
        let parts = name.split(separator: "/").map(String.init)
        let file = parts.last ?? name
        let places =
            (0..<parts.count).map { Array(parts[$0...]) } + [
                ["project", file], ["rollout-" + file], ["project", "chats", "session-" + file],
            ]
        for place in places {
            if let claim = provider.claim(place) {
                return Specimen(provider: provider, name: name, url: url, components: place, claim: claim)
            }
        }
        return nil
    }
}
