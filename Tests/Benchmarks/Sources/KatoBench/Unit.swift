import Glibc

/// What a measured number counts.
enum Unit: String, Encodable {
    case seconds
    case bytes
    case bytesPerSecond
    case count

    /// Three significant digits, with a unit people read.
    func text(_ value: Double) -> String {
        switch self {
        case .seconds where value < 1e-3: return Self.digits(value * 1e6) + " µs"
        case .seconds where value < 1: return Self.digits(value * 1e3) + " ms"
        case .seconds: return Self.digits(value) + " s"
        case .bytes: return Self.digits(value / 1e6) + " MB"
        case .bytesPerSecond: return Self.digits(value / 1e6) + " MB/s"
        case .count: return String(Int(value))
        }
    }

    static func digits(_ value: Double) -> String {
        let decimals = abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0
        let scale = pow(10, Double(decimals))
        let rounded = Int((abs(value) * scale).rounded())
        let whole = (value < 0 ? "-" : "") + String(rounded / Int(scale))
        guard decimals > 0 else { return whole }
        let fraction = String(rounded % Int(scale))
        return whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
