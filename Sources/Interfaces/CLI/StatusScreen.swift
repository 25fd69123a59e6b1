import KatoControlClient
import KatoControlProtocol
import KatoModel

/// What the status screen shows, as the daemon answered it.
struct StatusScreen {
    let status: DaemonStatus
    let sessions: [SessionSummary]
    let recordings: [RecordingSummary]
    /// Shown as `~` in paths.
    let home: String

    /// Conversations shown unless all are asked for.
    private static let shownSessions = 8
    private static let page = 500

    /// Asks for everything, page by page.
    init(_ client: ControlClient, all: Bool, home: String) throws(ControlClientError) {
        status = try client.status(commands: all ? Self.page : nil)
        var sessions = try client.sessions(limit: all ? Self.page : Self.shownSessions)
        var shown = sessions.sessions
        while all, let cursor = sessions.nextCursor {
            sessions = try client.sessions(limit: Self.page, cursor: cursor)
            shown += sessions.sessions
        }
        self.sessions = shown
        var recordings = try client.recordings(isOn: true, limit: Self.page)
        var active = recordings.recordings
        while let cursor = recordings.nextCursor {
            recordings = try client.recordings(isOn: true, limit: Self.page, cursor: cursor)
            active += recordings.recordings
        }
        self.recordings = active
        self.home = home
    }

    /// - Parameter height: lines there are; all are shown when nothing is given.
    func view(now: Timestamp, width: Int, height: Int? = nil, style: Style, progress: ProgressBar? = nil) -> StatusView
    {
        StatusView(
            status: status, sessions: sessions, recordings: recordings, now: now, width: width, height: height,
            style: style, home: home, progress: progress)
    }
}
