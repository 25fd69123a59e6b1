import GRDB

/// The first schema. Text of conversations is stored as BLOB: bound as TEXT it would end at a NUL character.
enum Migration001 {
    static func migrate(_ db: Database) throws {
        for statement in conversations + progress + recordings { try db.execute(sql: statement) }
    }

    private static let conversations = [
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            provider TEXT NOT NULL,
            native_id TEXT NOT NULL,
            custom_title TEXT, agent_title TEXT, first_title TEXT,
            cwd TEXT, git_branch TEXT, models TEXT NOT NULL DEFAULT '[]', agent_version TEXT,
            started_at INTEGER, last_event_at INTEGER,
            turns INTEGER NOT NULL DEFAULT 0, events INTEGER NOT NULL DEFAULT 0, last_seq INTEGER NOT NULL DEFAULT 0,
            pointer TEXT, active TEXT,
            UNIQUE (provider, native_id))
        """,
        // Every record as the agent wrote it. `seen_at` is the file offset of its first reading, for accounting only.
        """
        CREATE TABLE records (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,
            digest BLOB NOT NULL,
            source INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            raw BLOB NOT NULL)
        """,
        """
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id BLOB NOT NULL,
            session INTEGER NOT NULL,
            record INTEGER NOT NULL,
            kind TEXT NOT NULL,
            time INTEGER,
            turn INTEGER NOT NULL,
            model TEXT, agent TEXT, native_id TEXT,
            text BLOB, detail BLOB)
        """,
        "CREATE INDEX events_by_session ON events (session, seq)",
        """
        CREATE INDEX events_by_user_message ON events (native_id)
            WHERE kind = 'user.message' AND native_id IS NOT NULL
        """,
    ]

    private static let progress = [
        """
        CREATE TABLE sources (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            provider TEXT NOT NULL,
            session INTEGER NOT NULL,
            agent TEXT,
            cursor TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            normalizer TEXT NOT NULL)
        """,
        "CREATE TABLE consumers (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE commands (
            id INTEGER PRIMARY KEY,
            session INTEGER NOT NULL,
            event_seq INTEGER NOT NULL,
            line INTEGER NOT NULL,
            time INTEGER NOT NULL,
            command TEXT NOT NULL,
            verdict TEXT NOT NULL,
            path TEXT,
            message TEXT NOT NULL)
        """,
        "CREATE UNIQUE INDEX commands_once ON commands (event_seq, line) WHERE event_seq > 0",
    ]

    private static let recordings = [
        """
        CREATE TABLE recordings (
            id TEXT PRIMARY KEY,
            session INTEGER NOT NULL,
            root TEXT NOT NULL,
            path TEXT NOT NULL,
            format TEXT NOT NULL,
            kind TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            render_state TEXT NOT NULL DEFAULT '',
            device INTEGER, inode INTEGER, size INTEGER,
            last_write_at INTEGER) WITHOUT ROWID
        """,
        "CREATE INDEX recordings_by_session ON recordings (session)",
        "CREATE INDEX recordings_by_path ON recordings (path)",
        // What a recording is to hold: everything from a position on, up to another one or for ever.
        """
        CREATE TABLE periods (
            id INTEGER PRIMARY KEY,
            recording TEXT NOT NULL,
            mode TEXT NOT NULL,
            from_seq INTEGER NOT NULL, from_line INTEGER NOT NULL,
            to_seq INTEGER, to_line INTEGER,
            done_seq INTEGER NOT NULL, done_line INTEGER NOT NULL,
            finished INTEGER NOT NULL DEFAULT 0)
        """,
        "CREATE INDEX periods_unfinished ON periods (recording) WHERE finished = 0",
        // A write that was decided, with its bytes, before it is tried.
        """
        CREATE TABLE jobs (
            recording TEXT PRIMARY KEY,
            action TEXT NOT NULL,
            period INTEGER NOT NULL,
            payload BLOB NOT NULL,
            blocks TEXT NOT NULL,
            base_device INTEGER NOT NULL, base_inode INTEGER NOT NULL, base_size INTEGER NOT NULL,
            done_seq INTEGER NOT NULL, done_line INTEGER NOT NULL,
            render_state TEXT NOT NULL) WITHOUT ROWID
        """,
        // The ledger: each block that stands in the file, where it was put and what it was.
        """
        CREATE TABLE blocks (
            recording TEXT NOT NULL,
            block TEXT NOT NULL,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (recording, block)) WITHOUT ROWID
        """,
    ]
}
