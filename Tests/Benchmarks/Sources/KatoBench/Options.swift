/// What was asked for on the command line.
struct Options {
    /// The measurements, in the order they are made.
    enum Name: String, CaseIterable {
        case latency
        case backfill
        case decode
        case idle
        case startup
        case control
        case redaction
        case telemetry
    }

    var quick = false
    var json = false
    var names = Name.allCases

    static let usage = """
        usage: kato-bench [--quick] [--only NAME] [--json]
          --quick      fewer samples and less data
          --only NAME  one of \(Name.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated
          --json       one JSON document instead of the table
        """

    init(_ arguments: [String]) throws {
        var only: [Name] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": quick = true
            case "--json": json = true
            case "--only":
                guard let name = rest.popFirst().flatMap(Name.init) else { throw BenchError(Self.usage) }
                only.append(name)
            default: throw BenchError(Self.usage)
            }
        }
        if !only.isEmpty { names = Name.allCases.filter(only.contains) }
    }
}
