/// What is sent: each has a path of its own.
public enum OTLPSignal: String, Sendable, Hashable, CaseIterable {
    case logs
    case metrics
    case traces
}
