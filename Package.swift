// swift-tools-version: 6.2
//
// One section a target, in the order of the layers: toolkit, model, pipeline, control, operations, composition.
// Which module may import which is checked by Tests/ArchitectureTests/ModuleMapTests.swift, because SwiftPM does not.

import PackageDescription

let package = Package(
    name: "kato",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kato", targets: ["kato"]),
        .executable(name: "katod", targets: ["katod"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: toolkit + pipeline + edges + executables + tests
)

// MARK: - Toolkit: no kato word inside

var toolkit: [Target] {
    [
        .target(name: "CLinuxShims", path: "Sources/Toolkit/CLinuxShims"),
        .target(
            name: "Conduit", dependencies: [.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")],
            path: "Sources/Toolkit/Conduit"),
        .target(
            name: "Digest", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            path: "Sources/Toolkit/Digest"),
        .target(name: "FileAccess", dependencies: ["CLinuxShims"], path: "Sources/Toolkit/FileAccess"),
        .target(
            name: "FileTail", dependencies: ["CLinuxShims", "FileAccess", "TaskLoop"], path: "Sources/Toolkit/FileTail"),
        .target(name: "JSONRPC", dependencies: ["StrictJSON"], path: "Sources/Toolkit/JSONRPC"),
        .target(
            name: "HTTPClient",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Sources/Toolkit/HTTPClient"),
        .target(name: "OpenFeature", dependencies: ["StrictJSON"], path: "Sources/Toolkit/OpenFeature"),
        .target(
            name: "OpenFeatureRemote", dependencies: ["HTTPClient", "OpenFeature", "StrictJSON"],
            path: "Sources/Toolkit/OpenFeatureRemote"),
        .target(name: "OTLP", dependencies: ["HTTPClient", "StrictJSON"], path: "Sources/Toolkit/OTLP"),
        .target(name: "Sandbox", dependencies: ["CLinuxShims"], path: "Sources/Toolkit/Sandbox"),
        .target(
            name: "Redaction", dependencies: ["Digest"], path: "Sources/Toolkit/Redaction",
            resources: [.embedInCode("Rules/builtin.rules")]),
        .target(
            name: "SocketServer",
            dependencies: [
                "CLinuxShims", "JSONRPC", "TaskLoop", "UnixSocket",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Toolkit/SocketServer"
        ),
        .target(
            name: "SQLiteReader", dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")],
            path: "Sources/Toolkit/SQLiteReader"),
        .target(name: "StrictJSON", path: "Sources/Toolkit/StrictJSON"),
        .target(
            name: "TaskLoop",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Toolkit/TaskLoop"),
        .target(name: "SystemdNotify", dependencies: ["CLinuxShims"], path: "Sources/Toolkit/SystemdNotify"),
        .target(name: "UnixSocket", dependencies: ["CLinuxShims"], path: "Sources/Toolkit/UnixSocket"),
        .target(name: "Zstandard", dependencies: ["CLinuxShims"], path: "Sources/Toolkit/Zstandard"),
    ]
}

// MARK: - Model and the stages of an event's way

var pipeline: [Target] {
    [
        .target(name: "KatoModel", dependencies: ["StrictJSON"], path: "Sources/Model"),
        .target(
            name: "KatoProviders", dependencies: ["Digest", "KatoModel", "StrictJSON"],
            path: "Sources/Pipeline/Providers"),
        .target(
            name: "KatoIngest",
            dependencies: [
                "Conduit", "Digest", "FileAccess", "FileTail", "KatoModel", "KatoObservability", "KatoProviders",
                "SQLiteReader", "StrictJSON", "Zstandard",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Pipeline/Ingest"
        ),
        .target(
            name: "KatoNormalize",
            dependencies: [
                "Conduit", "Digest", "KatoModel", "KatoProviders",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Pipeline/Normalize"
        ),
        .target(
            name: "KatoJournal",
            dependencies: [
                "Conduit", "KatoModel", "KatoObservability", "StrictJSON",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Pipeline/Journal"
        ),
        .target(
            name: "KatoCommands",
            dependencies: [
                "Conduit", "FileAccess", "KatoModel", "KatoObservability",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Pipeline/Commands"
        ),
        .target(name: "KatoRendering", dependencies: ["KatoModel", "StrictJSON"], path: "Sources/Pipeline/Rendering"),
        .target(
            name: "KatoRedaction", dependencies: ["KatoModel", "KatoObservability", "Redaction", "StrictJSON"],
            path: "Sources/Pipeline/Redaction"),
        .target(
            name: "KatoRecording",
            dependencies: [
                "Conduit", "Digest", "FileAccess", "FileTail", "KatoModel", "KatoObservability", "KatoRendering",
                "TaskLoop",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Pipeline/Recording"
        ),
    ]
}

// MARK: - Control plane, operations, composition

var edges: [Target] {
    [
        .target(
            name: "KatoControlProtocol", dependencies: ["JSONRPC", "KatoModel", "StrictJSON"],
            path: "Sources/Control/Protocol"),
        .target(
            name: "KatoControlServer",
            dependencies: [
                "JSONRPC", "KatoControlProtocol", "KatoModel", "KatoObservability", "SocketServer", "StrictJSON",
                "TaskLoop", "UnixSocket",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Control/Server"
        ),
        .target(
            name: "KatoControlClient",
            dependencies: [
                "CLinuxShims", "JSONRPC", "KatoControlProtocol", "KatoModel", "KatoPaths", "StrictJSON", "UnixSocket",
            ],
            path: "Sources/Control/Client"
        ),
        .target(name: "KatoPaths", dependencies: ["KatoModel"], path: "Sources/Operations/Paths"),
        .target(
            name: "KatoConfiguration",
            dependencies: [
                "KatoModel", "KatoPaths", "OpenFeature", "StrictJSON", .product(name: "Yams", package: "Yams"),
            ],
            path: "Sources/Operations/Configuration"),
        .target(
            name: "KatoFlags",
            dependencies: ["HTTPClient", "KatoConfiguration", "KatoModel", "OpenFeature", "OpenFeatureRemote"],
            path: "Sources/Operations/Flags"),
        .target(
            name: "KatoObservability",
            dependencies: [
                "Digest", "KatoModel", "StrictJSON", "SystemdNotify",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Operations/Observability"
        ),
        .target(
            name: "KatoTelemetry",
            dependencies: [
                "Digest", "HTTPClient", "KatoConfiguration", "KatoModel", "KatoObservability", "OTLP", "StrictJSON",
            ],
            path: "Sources/Operations/Telemetry"),
        .target(
            name: "KatoDaemon",
            dependencies: [
                "Conduit", "Digest", "FileAccess", "FileTail", "HTTPClient", "JSONRPC", "KatoCommands",
                "KatoConfiguration", "KatoControlProtocol", "KatoControlServer", "KatoFlags", "KatoIngest",
                "KatoJournal", "KatoModel",
                "KatoNormalize", "KatoObservability", "KatoPaths", "KatoProviders", "KatoRecording",
                "KatoRedaction", "KatoRendering", "KatoTelemetry", "OTLP", "OpenFeature", "OpenFeatureRemote",
                "Redaction", "CLinuxShims", "Sandbox",
                "SocketServer", "StrictJSON", "SystemdNotify", "TaskLoop", "UnixSocket",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Daemon"
        ),
        .target(
            name: "KatoCLI",
            dependencies: [
                "JSONRPC", "KatoControlClient", "KatoControlProtocol", "KatoModel", "KatoPaths", "StrictJSON",
                "UnixSocket",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Interfaces/CLI"
        ),
    ]
}

var executables: [Target] {
    [
        .executableTarget(name: "kato", dependencies: ["KatoCLI"], path: "Sources/Executables/kato"),
        .executableTarget(
            name: "katod", dependencies: ["KatoDaemon", "KatoPaths", "TaskLoop"], path: "Sources/Executables/katod"),
    ]
}

// MARK: - Tests: one folder a module, plus architecture and end to end

var tests: [Target] {
    [
        .target(name: "KatoTestSupport", dependencies: ["FileAccess", "StrictJSON"], path: "Sources/TestSupport"),
        // The program behind `make crash`; the end-to-end tests run it in short.
        .executableTarget(
            name: "kato-torture", dependencies: ["KatoTestSupport", "StrictJSON"], path: "Tests/Torture"),
        // For `make bench`: decoders alone.
        .executableTarget(
            name: "kato-decode", dependencies: ["FileTail", "KatoModel", "KatoNormalize", "KatoProviders"],
            path: "Tests/Decoding"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(name: "DigestTests", dependencies: ["Digest", "KatoTestSupport"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "KatoTestSupport", "StrictJSON", "UnixSocket", "kato", "kato-torture", "katod",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .testTarget(name: "FileAccessTests", dependencies: ["FileAccess", "KatoTestSupport"]),
        .testTarget(
            name: "FileTailTests",
            dependencies: [
                "FileAccess", "FileTail", "KatoTestSupport", "TaskLoop",
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .testTarget(name: "HTTPClientTests", dependencies: ["HTTPClient", "KatoTestSupport"]),
        .testTarget(name: "JSONRPCTests", dependencies: ["JSONRPC", "StrictJSON"]),
        .testTarget(
            name: "KatoCommandsTests",
            dependencies: [
                "Conduit", "FileAccess", "KatoCommands", "KatoModel", "KatoObservability", "KatoTestSupport",
            ]
        ),
        .testTarget(
            name: "KatoDaemonTests",
            dependencies: [
                "FileAccess", "KatoConfiguration", "KatoControlProtocol", "KatoDaemon", "KatoIngest", "KatoJournal",
                "KatoModel", "KatoObservability", "KatoRecording", "KatoRedaction", "KatoRendering", "KatoTestSupport",
                "Redaction", "StrictJSON",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "KatoRecordingTests",
            dependencies: [
                "Conduit", "Digest", "FileAccess", "FileTail", "KatoJournal", "KatoModel", "KatoObservability",
                "KatoRecording", "KatoRendering", "KatoTestSupport",
            ]
        ),
        .testTarget(
            name: "KatoControlProtocolTests",
            dependencies: [
                "JSONRPC", "KatoControlProtocol", "KatoControlServer", "KatoModel", "KatoObservability", "SocketServer",
                "StrictJSON",
            ]
        ),
        .testTarget(
            name: "KatoIngestTests",
            dependencies: [
                "Conduit", "FileAccess", "FileTail", "KatoIngest", "KatoModel", "KatoObservability", "KatoProviders",
                "KatoTestSupport", "StrictJSON", "TaskLoop", "Zstandard", .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "KatoCLITests", dependencies: ["KatoCLI", "KatoControlProtocol", "KatoModel"]),
        .testTarget(
            name: "KatoConfigurationTests",
            dependencies: ["KatoConfiguration", "KatoModel", "KatoTestSupport", "StrictJSON"]),
        .testTarget(
            name: "KatoJournalTests",
            dependencies: [
                "Conduit", "KatoJournal", "KatoModel", "KatoObservability", "KatoTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "KatoObservabilityTests",
            dependencies: [
                "KatoModel", "KatoObservability", "KatoTestSupport", "StrictJSON", "SystemdNotify",
            ]),
        .testTarget(
            name: "KatoTelemetryTests",
            dependencies: [
                "HTTPClient", "KatoConfiguration", "KatoModel", "KatoObservability", "KatoTelemetry", "KatoTestSupport",
                "OTLP",
                "StrictJSON",
            ]),
        .testTarget(name: "KatoPathsTests", dependencies: ["KatoPaths"]),
        .testTarget(
            name: "ProviderPipelineTests",
            dependencies: [
                "Conduit", "FileAccess", "FileTail", "KatoIngest", "KatoJournal", "KatoModel", "KatoNormalize",
                "KatoObservability", "KatoProviders", "KatoTestSupport", "StrictJSON",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "KatoProvidersTests", dependencies: ["KatoModel", "KatoProviders", "KatoTestSupport", "StrictJSON"]),
        .testTarget(
            name: "KatoRedactionTests",
            dependencies: [
                "KatoModel", "KatoObservability", "KatoRedaction", "KatoTestSupport", "Redaction", "StrictJSON",
            ]
        ),
        .testTarget(
            name: "KatoRenderingTests", dependencies: ["KatoModel", "KatoRendering", "KatoTestSupport", "StrictJSON"]),
        .testTarget(
            name: "KatoFlagsTests",
            dependencies: [
                "HTTPClient", "KatoConfiguration", "KatoFlags", "KatoModel", "KatoTestSupport", "OpenFeature",
                "StrictJSON",
            ]),
        .testTarget(
            name: "OTLPTests", dependencies: ["HTTPClient", "KatoTestSupport", "OTLP", "StrictJSON"]),
        .testTarget(
            name: "OpenFeatureRemoteTests",
            dependencies: ["HTTPClient", "KatoTestSupport", "OpenFeature", "OpenFeatureRemote", "StrictJSON"]),
        .testTarget(name: "OpenFeatureTests", dependencies: ["OpenFeature", "StrictJSON"], exclude: ["Scenarios"]),
        .testTarget(
            name: "ProviderConformanceTests",
            dependencies: [
                "FileAccess", "KatoIngest", "KatoModel", "KatoNormalize", "KatoProviders", "KatoTestSupport",
            ]
        ),
        .testTarget(
            name: "RedactionTests", dependencies: ["KatoTestSupport", "Redaction", "StrictJSON"], exclude: ["Labelled"]),
        .executableTarget(
            name: "SecurityProbe", dependencies: ["CLinuxShims", "FileAccess", "Sandbox"], path: "Tests/SecurityProbe"),
        .testTarget(
            name: "SecurityTests",
            dependencies: [
                "Conduit", "FileAccess", "JSONRPC", "KatoCommands", "KatoControlProtocol", "KatoControlServer",
                "KatoJournal", "KatoModel", "KatoNormalize",
                "KatoObservability", "KatoProviders", "KatoTestSupport", "Sandbox", "SecurityProbe", "StrictJSON",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .testTarget(
            name: "SocketServerTests",
            dependencies: [
                "KatoTestSupport", "SocketServer", "UnixSocket", .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .testTarget(name: "StrictJSONTests", dependencies: ["KatoTestSupport", "StrictJSON"]),
        .testTarget(name: "TaskLoopTests", dependencies: ["KatoTestSupport", "TaskLoop"]),
        .testTarget(name: "SystemdNotifyTests", dependencies: ["KatoTestSupport", "SystemdNotify"]),
    ]
}

// MARK: - Settings, one loop

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
    .treatAllWarnings(as: .error),
]
for target in package.targets where target.name != "CLinuxShims" {
    target.swiftSettings = strict + (target.swiftSettings ?? [])
}
