import Testing

/// Which modules a stage may import. The build does not check it: SwiftPM lets a target import any module that is
/// already on the search path, declared or not.
@Suite struct ModuleMapTests {
    static let map: [String: Set<String>] = [
        "Model": ["StrictJSON"],
        "Pipeline/Providers": ["Digest", "KatoModel", "StrictJSON"],
        "Pipeline/Ingest": [
            "Conduit", "Digest", "FileAccess", "FileTail", "KatoModel", "KatoObservability", "KatoProviders",
            "SQLiteReader", "ServiceLifecycle", "StrictJSON", "Zstandard",
        ],
        "Pipeline/Normalize": ["Conduit", "Digest", "KatoModel", "KatoProviders", "ServiceLifecycle"],
        "Pipeline/Journal": ["Conduit", "GRDB", "KatoModel", "KatoObservability", "ServiceLifecycle", "StrictJSON"],
        "Pipeline/Commands": [
            "Conduit", "FileAccess", "KatoModel", "KatoObservability", "ServiceLifecycle",
        ],
        "Pipeline/Redaction": ["KatoModel", "KatoObservability", "Redaction", "StrictJSON"],
        "Pipeline/Rendering": ["KatoModel", "StrictJSON"],
        "Pipeline/Recording": [
            "Conduit", "Digest", "FileAccess", "FileTail", "KatoModel", "KatoObservability", "KatoRendering",
            "ServiceLifecycle", "TaskLoop",
        ],
        "Control/Protocol": ["JSONRPC", "KatoModel", "StrictJSON"],
        "Control/Server": [
            "JSONRPC", "KatoControlProtocol", "KatoModel", "KatoObservability", "ServiceLifecycle", "SocketServer",
            "StrictJSON", "UnixSocket", "TaskLoop",
        ],
        "Control/Client": [
            "CLinuxShims", "JSONRPC", "KatoControlProtocol", "KatoModel", "KatoPaths", "StrictJSON", "UnixSocket",
        ],
        "Operations/Paths": ["KatoModel"],
        "Operations/Configuration": ["KatoModel", "KatoPaths", "OpenFeature", "StrictJSON", "Yams"],
        "Operations/Flags": ["HTTPClient", "KatoConfiguration", "KatoModel", "OpenFeature", "OpenFeatureRemote"],
        "Operations/Observability": ["Digest", "KatoModel", "Logging", "StrictJSON", "SystemdNotify"],
        "Operations/Telemetry": [
            "Digest", "HTTPClient", "KatoConfiguration", "KatoModel", "KatoObservability", "OTLP", "StrictJSON",
        ],
        "Interfaces/CLI": [
            "ArgumentParser", "JSONRPC", "KatoControlClient", "KatoControlProtocol", "KatoModel", "KatoPaths",
            "StrictJSON", "UnixSocket",
        ],
    ]
    static let platform: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Darwin",
    ]
    /// The thin client starts fast because it does not load Foundation.
    static let thin: Set<String> = [
        "Model", "Control/Protocol", "Control/Client", "Operations/Paths", "Interfaces/CLI",
    ]

    @Test(arguments: map.keys.sorted())
    func `a module imports only what the map allows`(module: String) throws {
        var allowed = try #require(Self.map[module]).union(Self.platform)
        if Self.thin.contains(module) { allowed.remove("Foundation") }
        let sources = try SwiftSources.lines(in: module)
        #expect(!sources.isEmpty)
        for (file, lines) in sources {
            for line in lines {
                let import_ = /^\s*(?:@\S+ )*(?:\w+ )?import (?:struct |class |enum |protocol |func )?(\w+)/
                guard let match = line.firstMatch(of: import_) else { continue }
                #expect(allowed.contains(String(match.1)), "\(file) imports \(match.1)")
            }
        }
    }
}
