/// A home of its own for one daemon: where it writes, and where "Claude Code" writes what it reads.
struct DaemonHome {
    let root: String
    let claude: String
    /// Also the working directory that the made-up conversations state.
    let project: String
    let environment: [String: String]

    var socket: String { root + "/run/control.sock" }
    var recordings: String { root + "/recordings/claude" }
    var log: String { root + ".log" }

    /// - Parameter claude: the agent's directory; one of its own when it is nil.
    init(_ name: String, in workspace: Workspace, claude: String? = nil) throws {
        root = try workspace.directory(name + "/kato")
        self.claude = try claude ?? workspace.directory(name + "/claude")
        project = try workspace.directory(name + "/project")
        environment = [
            "KATO_HOME": root,
            "CLAUDE_CONFIG_DIR": self.claude,
            "HOME": try workspace.directory(name + "/home"),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        ]
    }

    /// Where the agent keeps the conversations of ``project``.
    func conversations(in workspace: Workspace) throws -> String {
        let key = String(project.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        return try workspace.directory(String(claude.dropFirst(workspace.root.count + 1)) + "/projects/" + key)
    }
}
