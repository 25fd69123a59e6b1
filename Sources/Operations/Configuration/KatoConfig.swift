package import KatoModel

/// What the user set, checked and complete: every key that the file leaves out has its default here.
package struct KatoConfig: Sendable, Hashable {
    /// The newest version of the file that this program understands.
    package static let schemaVersion = 2

    /// How one agent is followed.
    package struct Provider: Sendable, Hashable {
        package var isEnabled = true
        /// Absolute folders with the agent's conversations; `nil` for the provider's own default.
        package var roots: [String]?

        package init(isEnabled: Bool = true, roots: [String]? = nil) {
            self.isEnabled = isEnabled
            self.roots = roots
        }
    }

    /// Where recordings may go.
    package struct Recording: Sendable, Hashable {
        /// Where a recording goes whose destination nobody named. Absolute.
        package var directory: String
        /// Absolute folders that the user opened besides ``directory``.
        package var allowedRoots: [String] = []

        package init(directory: String, allowedRoots: [String] = []) {
            self.directory = directory
            self.allowedRoots = allowedRoots
        }

        /// Every folder below which a recording may be written: ``directory``, which always is one, then the others.
        package var allAllowedRoots: [String] {
            [directory] + allowedRoots.filter { $0 != directory }
        }
    }

    /// What recordings show.
    package struct Render: Sendable, Hashable {
        package var timeZone = TimeZoneChoice.local
        package var thinking = false
        package var toolCalls = false
        package var toolResults = false
        package var systemEvents = false
        package var italicizeUser = false
        package var frontMatter = true

        package init() {}
    }

    /// What each log holds.
    package struct Logging: Sendable, Hashable {
        package var operational = LogLevel.info
        /// Of what goes to journald, where systemd runs the daemon.
        package var journald = LogLevel.notice

        package init() {}
    }

    /// What is done about secrets in what leaves the journal.
    package struct Redaction: Sendable, Hashable {
        package var mode = RedactionChoice.redact
        /// Values that stay, each exactly as it stands in a text.
        package var allow: [String] = []
        /// Absolute paths of files with more rules.
        package var rules: [String] = []

        package init() {}
    }

    /// What is told to an OpenTelemetry collector.
    package struct Telemetry: Sendable, Hashable {
        package var isEnabled = false
        package var endpoint = "http://localhost:4318"
        package var encoding = TelemetryEncoding.protobuf
        package var logs = true
        package var metrics = true
        package var traces = true
        package var conversations = ConversationTelemetry.off

        package init() {}
    }

    /// A service that flags are asked for before the file decides.
    package struct FlagService: Sendable, Hashable {
        package var isEnabled = false
        package var endpoint = "http://localhost:8016"
        /// Absolute; empty for none.
        package var tokenFile = ""
        /// Absolute; empty for the system's.
        package var certificateFile = ""
        package var context = FlagServiceContext.installation
        package var pollSeconds = 60

        package init() {}
    }

    /// How conversations are read.
    package struct Ingest: Sendable, Hashable {
        /// Seconds between two looks at all folders, which find what change notification missed.
        package var sweepSeconds = 60

        package init() {}
    }

    /// One entry a known provider, whether the file names it or not.
    package var providers: [ProviderID: Provider]
    package var recording: Recording
    package var render = Render()
    package var logging = Logging()
    package var ingest = Ingest()
    package var redaction = Redaction()
    package var sandbox = SandboxMode.auto
    package var telemetry = Telemetry()
    package var flagService = FlagService()
    /// The first one that matches decides; without one, the keys above do.
    package var flags: [FlagRule] = []
    /// Folders with settings of their own.
    package var workspaces: [Workspace] = []

    /// The defaults.
    package init(knownProviders: [String], recordingsDirectory: String) {
        providers = Dictionary(knownProviders.map { (ProviderID($0), Provider()) }) { first, _ in first }
        recording = Recording(directory: recordingsDirectory)
    }
}
