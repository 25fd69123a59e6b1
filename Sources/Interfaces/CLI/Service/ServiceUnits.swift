/// The systemd units of kato. The files in `packaging/systemd` are these texts; a test holds them together.
enum ServiceUnits {
    /// Names in the user's manager.
    static let serviceName = "kato.service"
    static let socketName = "kato.socket"
    /// The drop-in that names the folders kato may write.
    static let dropInName = "50-write-roots.conf"

    /// The service, with the programs in `bindir`.
    static func service(bindir: String) -> String {
        """
        # A user unit: systemctl --user enable --now kato.service

        [Unit]
        Description=kato, records conversations with coding agents
        Documentation=man:kato(1)
        After=kato.socket

        [Service]
        Type=notify
        # The process that works is a child of the one that systemd starts.
        NotifyAccess=all
        ExecStart=\(quoted(bindir + "/katod")) --foreground
        ExecReload=/bin/kill -HUP $MAINPID
        # katod speaks up only when every stage answered and the journal could be read.
        WatchdogSec=60
        Restart=on-failure
        RestartSec=2
        # Recordings under way are finished on SIGTERM; a full disk must not make logging out wait.
        TimeoutStopSec=20
        # A login begins with an empty %t; what stands there may be the socket of kato.socket.
        RuntimeDirectory=kato
        RuntimeDirectoryMode=0700
        RuntimeDirectoryPreserve=yes

        \(limits)

        \(hardening)
        # Not set, and why: UMask, because recordings follow yours; PrivateTmp, because projects may lie in /tmp;
        # ProtectSystem and ProtectHome, because only `kato service install` knows which folders must stay writable,
        # and puts them into a drop-in; RestrictSUIDSGID, because it takes openat2 away, with which kato opens your files.

        [Install]
        WantedBy=default.target

        """
    }

    private static let limits = """
        MemoryHigh=384M
        MemoryMax=512M
        TasksMax=64
        LimitNOFILE=4096
        # A dump would hold text of conversations.
        LimitCORE=0
        """

    /// What the kernel and the manager keep from the service, as far as a user's manager can.
    private static let hardening = """
        NoNewPrivileges=yes
        PrivateUsers=yes
        PrivateDevices=yes
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        KeyringMode=private
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        RestrictAddressFamilies=AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        SystemCallArchitectures=native
        SystemCallErrorNumber=EPERM
        SystemCallFilter=@system-service
        SystemCallFilter=landlock_create_ruleset landlock_add_rule landlock_restrict_self
        """

    /// The socket, for a start at the first request; `path` where it is not the usual one.
    static func socket(path: String?) -> String {
        """
        # A user unit: starts kato.service when something connects. Optional.

        [Unit]
        Description=Control socket of kato
        Documentation=man:kato(1)

        [Socket]
        ListenStream=\(path.map(quoted) ?? "%t/kato/control.sock")
        SocketMode=0600
        DirectoryMode=0700
        RemoveOnStop=yes

        [Install]
        WantedBy=sockets.target

        """
    }

    /// The drop-in: everything is read-only for kato but what it has to write.
    static func dropIn(writable: [String], environment: [(String, String)], usesNetwork: Bool = false) -> String {
        var lines = [
            "# Made by `kato service install` from your configuration; run it again when the folders change.",
            "[Service]", "ProtectSystem=strict", "ProtectHome=read-only",
        ]
        lines += writable.map { "ReadWritePaths=\(quoted($0))" }
        if usesNetwork { lines.append("RestrictAddressFamilies=AF_INET AF_INET6") }
        lines += environment.map { "Environment=\(quoted("\($0.0)=\($0.1)"))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A word of a unit file: `%` and quotes have a meaning there.
    private static func quoted(_ word: String) -> String {
        let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
        return escaped.contains(" ") || escaped.contains("\"") || escaped.contains("\\") ? "\"\(escaped)\"" : escaped
    }
}
