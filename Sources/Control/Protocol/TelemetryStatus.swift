package import StrictJSON

/// How sending one signal to a collector goes, since the start.
package struct TelemetryStatus: WireValue {
    /// `logs`, `metrics` or `traces`.
    package let signal: String
    package let sent: Int
    /// What found the queue full.
    package let dropped: Int
    /// What was given up after tries, or refused.
    package let lost: Int
    /// Why the last try failed.
    package let problem: String?

    package init(signal: String, sent: Int, dropped: Int, lost: Int, problem: String?) {
        self.signal = signal
        self.sent = sent
        self.dropped = dropped
        self.lost = lost
        self.problem = problem
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The status of telemetry")
        signal = try reader.string("signal")
        sent = try reader.count("sent")
        dropped = try reader.count("dropped")
        lost = try reader.count("lost")
        problem = try reader.optionalString("problem")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "signal": .string(signal), "sent": .count(sent), "dropped": .count(dropped), "lost": .count(lost),
            "problem": .text(problem),
        ]
    }
}
