import KatoObservability
import OTLP
import Synchronization

/// Adds up what events measure. Bounded: a series too many is not begun, and counted.
final class MetricStore: Sendable {
    private struct Key: Hashable {
        let name: String
        let attributes: [String: String]
    }

    private struct State {
        var series: [Key: OTLPMetric] = [:]
        var refused: Int64 = 0
    }

    /// Far more than kato's events and attributes make.
    private static let limit = 1000
    /// Seconds, as the conventions for durations have them.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

    private let state = Mutex(State())

    /// Adds a value to its series.
    func add(_ metric: EventMetric) {
        let key = Key(name: metric.name, attributes: metric.attributes)
        state.withLock { state in
            guard state.series[key] != nil || state.series.count < Self.limit else {
                state.refused += 1
                return
            }
            var series = state.series[key] ?? Self.empty(metric)
            Self.add(Double(metric.value), metric.value, to: &series)
            state.series[key] = series
        }
    }

    /// All series as they stand.
    func current() -> [OTLPMetric] {
        state.withLock { state in
            let refused = OTLPMetric(
                name: "kato.telemetry.series.refused", unit: "{series}", value: .sum(state.refused))
            return state.series.values.sorted { ($0.name, "\($0.attributes)") < ($1.name, "\($1.attributes)") } + [
                refused
            ]
        }
    }

    private static func empty(_ metric: EventMetric) -> OTLPMetric {
        let attributes = metric.attributes.mapValues(OTLPAttribute.string)
        switch metric.kind {
        case .counter: return OTLPMetric(name: metric.name, unit: metric.unit, value: .sum(0), attributes: attributes)
        case .histogram:
            return OTLPMetric(
                name: metric.name, unit: "s",
                value: .histogram(counts: Array(repeating: 0, count: bounds.count + 1), bounds: bounds, sum: 0),
                attributes: attributes)
        }
    }

    /// Histograms are given in microseconds.
    private static func add(_ amount: Double, _ count: Int64, to series: inout OTLPMetric) {
        switch series.value {
        case .sum(let sum): series.value = .sum(sum &+ count)
        case .gauge: break
        case .histogram(var counts, let bounds, let sum):
            let seconds = amount / 1_000_000
            counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
            series.value = .histogram(counts: counts, bounds: bounds, sum: sum + seconds)
        }
    }
}
