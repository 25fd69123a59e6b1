/// What OpenCode's database is asked for. Its schema is private and grows; only what has been there since 1.2 is used.
enum OpenCodeQueries {
    static let layout = DatabaseLayout(conversations: conversations, state: state, rows: rows)

    /// A sub-agent is a session with a parent; whose session it is in the end says the last parent that is there.
    private static let conversations = """
        WITH RECURSIVE line (id, root) AS (
            SELECT id, id FROM session WHERE parent_id IS NULL OR parent_id NOT IN (SELECT id FROM session)
            UNION SELECT s.id, line.root FROM session s JOIN line ON s.parent_id = line.id)
        SELECT s.id AS id, CASE WHEN line.root <> s.id THEN line.root END AS root, s.time_updated AS touched
        FROM session s JOIN line ON line.id = s.id ORDER BY s.time_created, s.id
        """

    private static let state = """
        SELECT count(*) AS rows, max(changed) AS newest FROM (
            SELECT time_updated AS changed FROM session WHERE id = ?1
            UNION ALL SELECT time_updated FROM message WHERE session_id = ?1
            UNION ALL SELECT time_updated FROM part WHERE session_id = ?1)
        """

    /// The session, then each message: its parts in their order, and the message itself when it is complete.
    ///
    /// A text grows in its row while it is written. It is final when its end is noted or its message is complete, and
    /// also when another message follows: then its writer is gone.
    private static let rows = """
        WITH told AS (
            SELECT id, time_created AS at, time_updated AS changed, data,
                printf('%020d %s', time_created, id) AS place,
                CASE WHEN json_valid(data) THEN json_extract(data, '$.role') END AS role,
                CASE WHEN json_valid(data) THEN json_extract(data, '$.modelID') END AS model,
                CASE WHEN NOT json_valid(data) THEN 1
                    WHEN coalesce(json_extract(data, '$.role'), '') <> 'assistant' THEN 1
                    WHEN json_extract(data, '$.time.completed') IS NOT NULL THEN 1
                    ELSE (time_created, id) < (
                        SELECT time_created, id FROM message WHERE session_id = ?1
                        ORDER BY time_created DESC, id DESC LIMIT 1) END AS final
            FROM message WHERE session_id = ?1),
        found AS (
            SELECT 'session' AS kind, id, NULL AS message, NULL AS role, NULL AS model, time_created AS at,
                json_object('title', title, 'directory', directory, 'version', version) AS data,
                1 AS final, time_updated AS changed, '-' AS place
            FROM session WHERE id = ?1
            UNION ALL
            SELECT 'part', p.id, t.id, t.role, t.model, p.time_created, p.data,
                CASE WHEN t.final THEN 1 WHEN NOT json_valid(p.data) THEN 1
                    ELSE CASE json_extract(p.data, '$.type')
                        WHEN 'text' THEN json_extract(p.data, '$.time.end') IS NOT NULL
                        WHEN 'reasoning' THEN json_extract(p.data, '$.time.end') IS NOT NULL
                        WHEN 'tool' THEN json_extract(p.data, '$.state.status') IN ('completed', 'error')
                        ELSE 1 END END,
                p.time_updated, t.place || ' 0 ' || p.id
            FROM part p JOIN told t ON t.id = p.message_id WHERE p.session_id = ?1
            UNION ALL
            SELECT 'message', id, id, role, model, at, data, final, changed, place || ' 1' FROM told)
        SELECT * FROM found WHERE changed >= ?2 AND place > ?4 ORDER BY place LIMIT ?3
        """
}
