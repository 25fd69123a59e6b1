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
        status = try client.status()
        var sessions = try client.sessions(limit: all ? Self.page : Self.shownSessions)
        var shown = sessions.sessions
        while all, let cursor = sessions.nextCursor {
            sessions = try client.sessions(limit: Self.page, cursor: cursor)
            shown += sessions.sessions
        }
        self.sessions = shown
        recordings = try client.recordings(limit: Self.page).recordings.filter { $0.state != .stopped }
        self.home = home
    }

    func view(now: Timestamp, width: Int, style: Style, progress: ProgressBar? = nil) -> StatusView {
        StatusView(
            status: status, sessions: sessions, recordings: recordings, now: now, width: width, style: style,
            home: home, progress: progress)
    }
}
