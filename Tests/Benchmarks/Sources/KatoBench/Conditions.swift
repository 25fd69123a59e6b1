/// What every measurement gets: where to write, how much to do, and the history that several of them share.
final class Conditions {
    let workspace: Workspace
    let quick: Bool
    private var made: History?
    private var filled: DaemonHome?

    init(workspace: Workspace, quick: Bool) {
        self.workspace = workspace
        self.quick = quick
    }

    /// 200 conversations.
    func history() throws -> History {
        if let made { return made }
        say("writing the history")
        let history = try History.make(files: 200, megabytes: quick ? 40 : 200, in: workspace)
        made = history
        return history
    }

    /// Remembers a home whose daemon has read the whole history and was stopped.
    func keep(_ home: DaemonHome) {
        filled = home
    }

    /// A home that knows the history. No daemon runs in it.
    func filledHome() throws -> DaemonHome {
        if let filled { return filled }
        let history = try history()
        let home = try DaemonHome("known", in: workspace, claude: history.claude)
        say("reading the history")
        let daemon = try Daemon(home, in: workspace)
        _ = try daemon.waitUntilLive(sessions: history.files, seconds: 300)
        daemon.stop()
        filled = home
        return home
    }

    /// Progress, on standard error.
    func say(_ text: String) {
        Diagnostics.print(text)
    }
}
