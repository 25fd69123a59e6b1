/// What the benchmarks read of `daemon.status`.
struct DaemonStatus: Decodable {
    struct Ingest: Decodable {
        let state: String
        let filesWaiting: Int
    }

    struct Sessions: Decodable {
        let total: Int
    }

    let ingest: Ingest
    let sessions: Sessions

    /// Nothing that was on disk is left to read.
    var isLive: Bool { ingest.state == "live" && ingest.filesWaiting == 0 }
}
