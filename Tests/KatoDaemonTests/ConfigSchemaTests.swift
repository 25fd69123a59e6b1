import Foundation
import KatoConfiguration
import KatoTestSupport
import StrictJSON
import Testing

@testable import KatoDaemon

@Suite struct ConfigSchemaTests {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/config.schema.json")

    /// JSON is YAML, so that the same texts go to the reader of the file and to the schema.
    private static let documents: [(text: String, isValid: Bool)] = [
        (#"{"schemaVersion": 2}"#, true), (#"{}"#, false), (#"{"schemaVersion": 3}"#, false),
        (#"{"schemaVersion": 2, "render": null}"#, true), (#"{"schemaVersion": 2, "render": []}"#, false),
        (#"{"schemaVersion": 2, "render": {"thinking": true}}"#, true),
        (#"{"schemaVersion": 2, "render": {"thinking": "true"}}"#, false),
        (#"{"schemaVersion": 2, "render": {"thinkin": true}}"#, false),
        (#"{"schemaVersion": 2, "ingest": {"sweepSeconds": 3601}}"#, false),
        (#"{"schemaVersion": 2, "ingest": {"sweepSeconds": 60}}"#, true),
        (#"{"schemaVersion": 2, "redaction": "off"}"#, true), (#"{"schemaVersion": 2, "redaction": "of"}"#, false),
        (#"{"schemaVersion": 2, "redaction": {"mode": "detect", "allow": ["x"]}}"#, true),
        (#"{"schemaVersion": 2, "recording": {"allowedRoots": ["~/notes"]}}"#, true),
        (#"{"schemaVersion": 2, "recording": {"allowedRoots": ["notes"]}}"#, false),
        (#"{"schemaVersion": 2, "recording": {"allowedRoots": "/notes"}}"#, false),
        (#"{"schemaVersion": 2, "providers": {"claude": {"enabled": false}}}"#, true),
        (#"{"schemaVersion": 2, "providers": {"clade": {"enabled": false}}}"#, false),
        (#"{"schemaVersion": 2, "flags": [{"flag": "render.thinking", "value": true}]}"#, true),
        (#"{"schemaVersion": 2, "flags": [{"flag": "render.thinking", "value": "redact"}]}"#, false),
        (#"{"schemaVersion": 2, "flags": [{"flag": "render.thinking"}]}"#, false),
        (#"{"schemaVersion": 2, "sandbox": "required", "telemetri": {}}"#, false),
        (#"{"schemaVersion": 2, "workspaces": [{"path": "/w", "autoRecord": true, "fileName": "a-{id}"}]}"#, true),
        (#"{"schemaVersion": 2, "workspaces": [{"path": "/w", "render": {"thinking": true}}]}"#, true),
        (#"{"schemaVersion": 2, "workspaces": [{"path": "/w", "fileName": "a"}]}"#, false),
        (#"{"schemaVersion": 2, "workspaces": [{"autoRecord": true}]}"#, false),
        (#"{"schemaVersion": 2, "workspaces": [{"path": "/w", "render": {"timeZone": "UTC"}}]}"#, false),
    ]

    @Test func `the schema in the repository is made from the declarations of the settings`() throws {
        if ProcessInfo.processInfo.environment["KATO_WRITE_DOCS"] != nil {
            try DaemonSetup.schema.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == DaemonSetup.schema, "It is stale: run make docs.")
    }

    @Test(arguments: documents)
    func `the reader of the file judges as the list says`(text: String, isValid: Bool) {
        let loader = ConfigLoader(
            knownProviders: DaemonSetup.providers, recordingsDirectory: "/home/ada/r", home: "/home/ada")
        #expect(((try? loader.parse(Array(text.utf8), file: "x")) != nil) == isValid)
    }

    @Test func `a validator finds the schema good, and judges files as their reader does`() throws {
        guard let python = Self.python else {
            try Test.cancel("no Python with jsonschema (Debian: python3-jsonschema)")
        }
        let folder = try TemporaryDirectory()
        let schema = try folder.write(DaemonSetup.schema, to: "schema.json")
        let documents = try folder.write(
            "[" + Self.documents.map(\.text).joined(separator: ",") + "]", to: "documents.json")
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            print(json.dumps([validator.is_valid(d) for d in json.load(open(sys.argv[2]))]))
            """
        let answer = try Self.output(python, ["-c", script, schema, documents])
        let verdicts = try JSONValue.parse(answer.trimmingCharacters(in: .whitespacesAndNewlines)).arrayValue ?? []
        #expect(verdicts.count == Self.documents.count)
        for (verdict, document) in zip(verdicts, Self.documents) {
            #expect(verdict.boolValue == document.isValid, "\(document.text)")
        }
    }

    @Test func `the page about the configuration and the file that init writes name every setting`() throws {
        let page = try String(
            contentsOf: Self.file.deletingLastPathComponent().appending(path: "user/configuration.md"), encoding: .utf8)
        // A blank line would end a table, and the rest would be shown as text.
        func table(_ heading: String) -> [Substring] {
            Array(
                page.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix(heading) }
                    .prefix { $0.hasPrefix("|") })
        }
        let (keys, agents) = (table("| Key | Default |"), table("| `<agent>` |"))
        for provider in DaemonSetup.providers {
            #expect(agents.contains { $0.hasPrefix("| `\(provider)` |") }, "\(provider)")
        }
        let template = ConfigTemplate.text(defaultRoots: ["claude": ["/x"]], recordingsDirectory: "/r")
        for setting in SettingsTable.all(knownProviders: ["claude"]) {
            let key = setting.key.replacing("providers.claude", with: "providers.<agent>")
            #expect(keys.contains { $0.split(separator: "|").first?.contains("`\(key)`") == true }, "\(key)")
            let name = setting.key.split(separator: ".").last ?? ""
            #expect(template.contains("\(name):"), "\(setting.key)")
        }
    }

    private static let python = ["python3", "/usr/bin/python3"].first {
        (try? output($0, ["-c", "import jsonschema; jsonschema.Draft202012Validator"])) != nil
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self)
    }
}
