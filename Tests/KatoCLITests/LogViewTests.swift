import StrictJSON
import Testing

@testable import KatoCLI

@Suite struct LogViewTests {
    private static let value: JSONValue = [
        "schemaVersion": 1, "time": "2026-11-26T12:43:32.123Z", "level": "info", "event": "command.decided",
        "fields": [
            "command": "record", "verdict": "applied", "path": "/home/ada/.local/share/kato/recordings/claude/a.md",
            "decision": "allow",
        ],
    ]

    @Test func `on a terminal a line breaks between two fields`() {
        let text = LogView(width: 80, style: Style(isOn: false)).line(Self.value)
        #expect(
            text.split(separator: "\n") == [
                "2026-11-26 12:43:32 info    command.decided command=record verdict=applied",
                "    path=/home/ada/.local/share/kato/recordings/claude/a.md decision=allow",
            ], "\(text)")
    }

    @Test func `elsewhere a line is a line`() {
        let text = LogView(width: nil, style: Style(isOn: false)).line(Self.value)
        #expect(!text.contains("\n") && text.hasSuffix("/a.md decision=allow"), "\(text)")
    }
}
