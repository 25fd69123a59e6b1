import KatoPaths
import Testing

@Suite struct KatoPathsTests {
    @Test func `one folder holds everything when KATO_HOME names it`() throws {
        let paths = try KatoPaths.resolve(environment: ["HOME": "/home/ada", "KATO_HOME": "/x"])
        #expect(paths.configFile == "/x/config.yaml")
        #expect(paths.journal == "/x/state/journal.db")
        #expect(paths.operationalLog == "/x/state/logs/operational.jsonl")
        #expect(paths.auditLog == "/x/state/logs/audit.jsonl")
        #expect(paths.recordingsDirectory == "/x/recordings")
        #expect(paths.socket == "/x/run/control.sock")
    }

    @Test func `without it the XDG folders are used, each with its default`() throws {
        let paths = try KatoPaths.resolve(environment: ["HOME": "/home/ada"])
        #expect(paths.configFile == "/home/ada/.config/kato/config.yaml")
        #expect(paths.stateDirectory == "/home/ada/.local/state/kato")
        #expect(paths.recordingsDirectory == "/home/ada/.local/share/kato/recordings")
        #expect(paths.socket == "/home/ada/.local/state/kato/run/control.sock")
    }

    @Test func `XDG variables are obeyed where they are absolute`() throws {
        let paths = try KatoPaths.resolve(environment: [
            "HOME": "/home/ada", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative", "XDG_DATA_HOME": "",
            "XDG_RUNTIME_DIR": "/run/user/1000",
        ])
        #expect(paths.configFile == "/c/kato/config.yaml")
        #expect(paths.stateDirectory == "/home/ada/.local/state/kato")
        #expect(paths.recordingsDirectory == "/home/ada/.local/share/kato/recordings")
        #expect(paths.socket == "/run/user/1000/kato/control.sock")
    }

    @Test func `paths are normalised by their text`() throws {
        let paths = try KatoPaths.resolve(environment: ["HOME": "/home//ada/./x/..", "KATO_HOME": "/a/../b/"])
        #expect(paths.home == "/home/ada")
        #expect(paths.stateDirectory == "/b/state")
    }

    @Test func `a relative KATO_HOME is refused, because it would follow the working directory`() {
        #expect(throws: PathsError.self) {
            try KatoPaths.resolve(environment: ["HOME": "/home/ada", "KATO_HOME": "kato"])
        }
    }

    @Test func `without HOME the user's entry counts, and without that nothing is guessed`() throws {
        let paths = try KatoPaths.resolve(environment: [:], userHome: { "/home/entry" })
        #expect(paths.home == "/home/entry")
        let error = #expect(throws: PathsError.self) {
            try KatoPaths.resolve(environment: ["HOME": "relative"], userHome: { nil })
        }
        #expect(error?.kind == .noHome)
        #expect(error?.hint?.contains("HOME") == true)
    }

    @Test(arguments: [
        (0, "/root"), (1000, "/home/ada"), (7, nil), (1001, nil), (1002, nil),
    ])
    func `a user's home stands in the sixth field of their line`(user: UInt32, home: String?) {
        let text =
            "root:x:0:0:root:/root:/bin/bash\nbroken\nada:x:1000:1000:Ada,,,:/home/ada:/bin/sh\n"
            + "bob:x:1001:1001::\ncarol:x:1002:1002:::/bin/sh\n+::::::\n"
        #expect(PasswordDatabase.homeDirectory(of: user, in: text) == home)
    }

    @Test func `a socket's path may have 107 bytes and no more`() throws {
        func home(_ bytes: Int) -> String {
            "/" + String(repeating: "x", count: bytes - 1 - "/run/control.sock".utf8.count)
        }
        try KatoPaths.resolve(environment: ["HOME": "/", "KATO_HOME": home(107)]).checkSocketPath()
        let error = #expect(throws: PathsError.self) {
            try KatoPaths.resolve(environment: ["HOME": "/", "KATO_HOME": home(108)]).checkSocketPath()
        }
        #expect(error?.message.contains("108") == true)
    }
}
