/// Everything the daemon can be asked for. The raw value is the method's name on the wire.
///
/// The one list from which the server dispatches and ``OpenRPCDocument`` is made; ``definition`` is its row.
package enum ControlMethod: String, Sendable, Hashable, CaseIterable {
    case daemonPing = "daemon.ping"
    case daemonStatus = "daemon.status"
    case daemonReload = "daemon.reload"
    case daemonStop = "daemon.stop"
    case sessionsList = "sessions.list"
    case sessionsGet = "sessions.get"
    case sessionsEvents = "sessions.events"
    case sessionsExport = "sessions.export"
    case recordingsList = "recordings.list"
    case recordingsStart = "recordings.start"
    case recordingsCapture = "recordings.capture"
    case recordingsStop = "recordings.stop"
    case recordingsRepair = "recordings.repair"
    case sourcesCheck = "sources.check"
    case eventsSubscribe = "events.subscribe"
    case eventsUnsubscribe = "events.unsubscribe"
    case logsRecent = "logs.recent"
    case configGet = "config.get"
    case stateClean = "state.clean"
    case flagsList = "flags.list"
    case rpcDiscover = "rpc.discover"

    /// What it takes, needs and answers.
    package var definition: MethodDefinition {
        switch self {
        case .daemonPing:
            MethodDefinition(.read, "Says that the daemon is there.", result: "version and pid")
        case .daemonStatus:
            MethodDefinition(.read, "Says how the daemon is doing.", [.commands], result: "The status")
        case .daemonReload:
            MethodDefinition(
                .admin, "Reads the configuration again; another worker takes over when something has changed.",
                result: "reloading and changed")
        case .daemonStop:
            MethodDefinition(.admin, "Ends the daemon after it has answered.", result: "stopping: true")
        case .sessionsList:
            MethodDefinition(
                .read, "Lists conversations, newest first.", [.limit, .cursor, .provider],
                result: "sessions and nextCursor")
        case .sessionsGet:
            MethodDefinition(.read, "Describes one conversation.", [.session], result: "The session")
        case .sessionsEvents:
            MethodDefinition(
                .read, "Reads a conversation's events in their order.", [.session, .limit, .cursor],
                result: "events and nextCursor")
        case .sessionsExport:
            MethodDefinition(
                .write, "Writes a copy of a conversation, and answers when the file is complete.",
                [.session, .path, .format, .placedBy, .progress], result: "path, format, blocks, bytes, note and target"
            )
        case .recordingsList:
            MethodDefinition(
                .read, "Lists recordings, newest first.", [.optionalSession, .active, .limit, .cursor],
                result: "recordings and nextCursor")
        case .recordingsStart:
            MethodDefinition(
                .write, "Records what comes from now on, as ::record does.", [.session, .path], result: "The command")
        case .recordingsCapture:
            MethodDefinition(
                .write, "Writes the whole conversation and goes on recording, as ::capture does.", [.session, .path],
                result: "The command")
        case .recordingsStop:
            MethodDefinition(.write, "Stops recording, as ::stop does.", [.session], result: "The command")
        case .recordingsRepair:
            MethodDefinition(
                .write, "Compares a recorded file with what was put into it; puts back what is missing when asked to.",
                [.recordedPath, .restore],
                result: "path, blocks, edited, torn, missing, deleted, doubled, unfinished and restored")
        case .sourcesCheck:
            MethodDefinition(
                .read, "Reads all of the agents' files again and compares each record with the journal.",
                [.progress], result: "files, records, bytes, problems and skips")
        case .eventsSubscribe:
            MethodDefinition(
                .read,
                "Sends a notification `events.event` for each event from now on, or from `resume` on.",
                [.types, .optionalSession, .resume], result: "subscription and resume")
        case .eventsUnsubscribe:
            MethodDefinition(.read, "Ends a subscription of this connection.", [.subscription], result: "ended")
        case .logsRecent:
            MethodDefinition(
                .read, "Reads the newest lines of a log, then older ones.", [.log, .limit, .cursor],
                result: "lines and nextCursor")
        case .configGet:
            MethodDefinition(
                .read, "Tells the configuration in force.", result: "path, schemaVersion, settings, config and notes")
        case .stateClean:
            MethodDefinition(
                .admin, "Removes, or lists, what is old and not in use.",
                [.logs, .recordingDays, .sessionDays, .dryRun], result: "dryRun, items and hasMore")
        case .flagsList:
            MethodDefinition(
                .read, "Lists flags, their values and what decided them.", [.conversation, .command], result: "flags")
        case .rpcDiscover:
            MethodDefinition(.read, "Describes these methods.", result: "An OpenRPC document")
        }
    }
}
