/// One row of the table.
struct Measurement: Encodable {
    let name: String
    let value: Double
    let unit: Unit
    /// What the same machine did in the same run with a plain program.
    var yardstick: Yardstick?
    var target: Target?

    struct Yardstick: Encodable {
        let name: String
        let value: Double
    }

    init(_ name: String, _ value: Double, _ unit: Unit, yardstick: Yardstick? = nil, target: Target? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.yardstick = yardstick
        self.target = target
    }

    var ratio: Double? {
        yardstick.flatMap { $0.value > 0 ? value / $0.value : nil }
    }

    /// "ok", or on which side of the target it is; empty without a target.
    var verdict: String {
        guard let target, let met = target.isMet(value: value, ratio: ratio) else { return "" }
        if met { return "ok" }
        switch target {
        case .atMost, .ratioAtMost: return "over"
        case .atLeast, .ratioAtLeast: return "under"
        }
    }

    /// The cells of its row.
    var cells: [String] {
        [
            name, unit.text(value), yardstick.map { $0.name + " " + unit.text($0.value) } ?? "-",
            ratio.map { Unit.digits($0) + "x" } ?? "-", target?.text(unit) ?? "-", verdict,
        ]
    }

    private enum Key: String, CodingKey {
        case name, value, unit, yardstick, ratio, target, verdict
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encodeIfPresent(yardstick, forKey: .yardstick)
        try container.encodeIfPresent(ratio, forKey: .ratio)
        try container.encodeIfPresent(target?.text(unit), forKey: .target)
        try container.encode(verdict, forKey: .verdict)
    }
}
