import JSONRPC
import KatoControlProtocol
import SocketServer
import StrictJSON

/// `docs/control-protocol.md`, made from the table of methods from which the server dispatches.
enum ControlProtocolDocument {
    static var text: String {
        head + ControlMethod.allCases.map(section).joined(separator: "\n") + errors + events
    }

    private static let (server, message) = (ServerLimits(), Limits())

    private static let head = """
        # The control protocol

        <!-- Made from Sources/Control/Protocol by `make docs`. Do not edit. -->

        JSON-RPC 2.0, one JSON value a line, on a Unix socket that only your own processes can use. `kato status --json`
        tells its path as `socketPath`; below it is `$SOCKET`. A line ends with LF; a client may close its sending side
        and still gets its answers. Requests of one connection are answered in their order; several lines may be sent
        at once, and so may batches of at most \(message.maximumBatch). An `id` is a string, an integer or null; without one nothing is
        answered. Answers are ASCII.

        Times are RFC 3339 in UTC. Lists come in pages: `limit` says how long, `nextCursor` of one page is `cursor` of
        the next; a `cursor` that no page gave is refused, because nothing follows it. Members that are not known should be passed over: a newer daemon can say more.

        | Limit | |
        |---|---|
        | connections | \(server.connections), of one process \(server.connectionsOfProcess) |
        | request | \(server.lineLength >> 20) MiB, its last byte at most \(server.lineDeadline.components.seconds) s after its first |
        | answer | \(message.maximumResponseLength >> 20) MiB |
        | silence | \(server.idleDeadline.components.seconds) s, unless the connection has a subscription |
        | changing requests | \(ControlLimits.mutationBurst) at once, then \(ControlLimits.mutationsPerSecond) a second |
        | subscriptions | \(ControlLimits.maximumSubscriptions) a connection |

        *read* changes nothing, *write* changes recordings or writes files, *admin* changes the daemon or its state. What
        is not *read* is written to the audit log before it is done, with the program that asked.

        ## Methods


        """

    private static func section(_ method: ControlMethod) -> String {
        let definition = method.definition
        var text = "### \(method.rawValue)\n\n*\(definition.access.rawValue)* · \(definition.summary)\n\n"
        if !definition.parameters.isEmpty {
            text += "| Parameter | Value | |\n|---|---|---|\n"
            for parameter in definition.parameters {
                let name = parameter.isRequired ? "`\(parameter.name)`, needed" : "`\(parameter.name)`"
                text += "| \(name) | \(parameter.expectation) | \(parameter.summary) |\n"
            }
            text += "\n"
        }
        return text + "Answers: \(definition.result).\n\n```sh\n\(command(method))\n```\n"
    }

    /// The method on a command line.
    private static func command(_ method: ControlMethod) -> String {
        let params = example(method).map { #","params":\#($0)"# } ?? ""
        return
            #"echo '{"jsonrpc":"2.0","id":1,"method":"\#(method.rawValue)"\#(params)}' | socat -t 5 - UNIX-CONNECT:"$SOCKET""#
    }

    private static func example(_ method: ControlMethod) -> String? {
        let session = #""session":"'"$SESSION"'""#
        return switch method {
        case .daemonPing, .daemonStatus, .daemonReload, .daemonStop, .sourcesCheck, .configGet,
            .rpcDiscover:
            nil
        case .flagsList: "{\(session),\"command\":\"export\"}"
        case .sessionsList, .recordingsList: #"{"limit":10}"#
        case .sessionsGet, .recordingsStart, .recordingsCapture, .recordingsStop: "{\(session)}"
        case .sessionsEvents: "{\(session),\"limit\":20}"
        case .sessionsExport: "{\(session),\"format\":\"html\"}"
        case .recordingsRepair: #"{"path":"'"$RECORDING"'"}"#
        case .eventsSubscribe: #"{"types":["command","recording"]}"#
        case .eventsUnsubscribe: #"{"subscription":"1"}"#
        case .logsRecent: #"{"log":"audit","limit":5}"#
        case .stateClean: #"{"sessions":365,"dryRun":true}"#
        }
    }

    private static let errors: String = {
        let rows = ControlErrorCode.allCases.map { "| \($0.number) | `\($0.rawValue)` | \($0.meaning) |" }
        return """

            ## Errors

            An error has `code`, `message` (one sentence: what) and in `data` a `code` for programs and a `hint` (one
            sentence: what to do). The codes of JSON-RPC itself: -32700 no JSON, -32600 no request, -32601 no such method,
            -32602 wrong parameters, -32603 the daemon failed.

            | Code | `data.code` | |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }()

    private static let events = """

        ## Events

        A subscriber is sent notifications `events.event` with `subscription`, `resume`, `time`, `type` and `data`:

        | `type` | `data` |
        |---|---|
        | `session` | `session`, `newEvents`: a conversation went on |
        | `command` | `session`, `provider`, `command`, `verdict`, `path`, `reason` |
        | `recording` | `state` (`started`, `stopped`, `paused`, `resumed`, `diverted`), `path`, and `session` where it is known |
        | `problem` | `state` (`begun`, `over`), `code`, `path` |
        | `resync` | `missed`: events are missing here, because the reader was slow or came back too late; ask for the status anew |

        `resume` of the last event that was received, given to `events.subscribe`, goes on after it. No event holds text
        of a conversation.

        """
}
