/// The file that a new user gets: every key with its default and what it does, all commented out.
package enum ConfigTemplate {
    /// The content of the file. It loads to the defaults.
    ///
    /// - Parameters:
    ///   - defaultRoots: the folders of each known provider.
    ///   - recordingsDirectory: where recordings go that name no place.
    package static func text(defaultRoots: [String: [String]], recordingsDirectory: String) -> String {
        head + providers(defaultRoots) + recording(recordingsDirectory) + rest
    }

    private static let head = """
        # yaml-language-server: $schema=./\(ConfigSchema.fileName)
        # Configuration of kato. A line that begins with # is a comment; the values shown are the defaults.
        # To change one, remove the # before it and before the names of the groups above it, keeping the indentation.
        # Check with `kato config validate`, then `kato reload`. A variable overrides a key: KATO_RENDER_TIME_ZONE, and
        # so does --set render.timeZone=UTC of `kato start`. `kato config show` says where each value comes from.

        # The version of this file's shape.
        schemaVersion: \(KatoConfig.schemaVersion)


        """

    private static func providers(_ defaultRoots: [String: [String]]) -> String {
        var text =
            "# The coding agents to follow. `roots` are the folders with their conversations; kato only reads there.\n"
        text += "#providers:\n"
        for (name, roots) in defaultRoots.sorted(by: { $0.key < $1.key }) {
            text += "#  \(YAMLText.scalar(name)):\n"
            text += "#    enabled: true\n"
            text += "#    roots: \(YAMLText.list(roots))\n"
        }
        return text + "\n"
    }

    private static func recording(_ directory: String) -> String {
        """
        # Where conversations may be recorded. `directory` takes what names no place and is always allowed;
        # `allowedRoots` opens more folders, for example ["~/notes", "/srv/shared"].
        #recording:
        #  directory: \(YAMLText.scalar(directory))
        #  allowedRoots: []


        """
    }

    private static let rest = """
        # What recordings show. `timeZone` is `local` or a name such as `Europe/Paris`.
        #render:
        #  timeZone: local
        #  thinking: false
        #  toolCalls: false
        #  toolResults: false
        #  systemEvents: false
        #  italicizeUser: false
        #  frontMatter: true

        # The least level in each log: debug, info, notice, warning or error. journald counts under systemd only.
        #logging:
        #  operational: info
        #  journald: notice

        # How often, in seconds (1 to 3600), all folders are looked through for what change notification missed.
        #ingest:
        #  sweepSeconds: 60

        # What is done about secrets (tokens, keys, passwords) in recordings, titles, lists and logs: `redact` replaces
        # them, `detect` only reports them, `off` does nothing. `allow` lists values that stay; `rules` lists files
        # with more rules. The agents' own files are never changed.
        #redaction:
        #  mode: redact
        #  allow: []
        #  rules: []

        # Whether the daemon has the kernel keep it to its folders: auto (as far as the kernel can), required or off.
        #sandbox: auto

        # OpenTelemetry over HTTP: nothing is sent unless `enabled` is true. Standard OTEL_ variables win over `endpoint`
        # and `encoding` (protobuf or json). `conversations`: off, metadata (no words) or content (without secrets).
        #telemetry:
        #  enabled: false
        #  endpoint: http://localhost:4318
        #  encoding: protobuf
        #  logs: true
        #  metrics: true
        #  traces: true
        #  conversations: off

        # A service that decides flags for many machines, asked over OFREP before the rules below; nothing is asked unless
        # `enabled` is true. The token comes from `tokenFile`, or from the variable KATO_FLAG_SERVICE_TOKEN. `context` is
        # what the service is told: installation (agent and command), conversation (and its ids) or project (and where).
        #flagService:
        #  enabled: false
        #  endpoint: http://localhost:8016
        #  tokenFile: ""
        #  certificateFile: ""
        #  context: installation
        #  pollSeconds: 60

        # Other values of the switches above for some conversations or commands; the first rule that matches decides.
        # `kato flags` lists the switches. For example:
        # [{flag: render.toolCalls, value: true, when: "provider == 'codex' && command == 'export'"}]
        #flags: []

        # Settings for the conversations of some folders; for each key the longest path decides. `destination` has to be
        # inside an allowed root; `autoRecord` records without being asked to. For example:
        # [{path: ~/work, destination: ~/notes/work, fileName: "{date}-{title}-{id}", autoRecord: true,
        #   render: {thinking: true}}]
        #workspaces: []

        """
}
