/// What a measurement aims at. It is never asserted: the table says whether it was met.
enum Target {
    /// The value itself.
    case atMost(Double)
    case atLeast(Double)
    /// The value as a multiple of the yardstick's.
    case ratioAtMost(Double)
    case ratioAtLeast(Double)

    func text(_ unit: Unit) -> String {
        switch self {
        case .atMost(let limit): "<= " + unit.text(limit)
        case .atLeast(let limit): ">= " + unit.text(limit)
        case .ratioAtMost(let limit): "<= " + Unit.digits(limit) + "x"
        case .ratioAtLeast(let limit): ">= " + Unit.digits(limit) + "x"
        }
    }

    /// Nil when there is no ratio to judge.
    func isMet(value: Double, ratio: Double?) -> Bool? {
        switch self {
        case .atMost(let limit): value <= limit
        case .atLeast(let limit): value >= limit
        case .ratioAtMost(let limit): ratio.map { $0 <= limit }
        case .ratioAtLeast(let limit): ratio.map { $0 >= limit }
        }
    }
}
