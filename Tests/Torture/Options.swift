import Foundation

/// What was asked for on the command line.
struct Options {
    /// The experiments, in the order they are made.
    enum Name: String, CaseIterable {
        case kills
        case twins
        case restore
        case powerCut = "power-cut"
        case rsyslog
    }

    var names: [Name] = []
    var kills = 1000
    var states = 400
    var starts = 100
    var seed = UInt64.random(in: 0 ... .max)
    var editors = EditorKind.allCases
    var keeps = false

    /// Where kato and katod are: `KATO_BIN_DIR`, or beside this program.
    let programs =
        ProcessInfo.processInfo.environment["KATO_BIN_DIR"]
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .path(percentEncoded: false)

    static let usage = """
        usage: kato-torture [EXPERIMENT…] [--kills N] [--states N] [--starts N] [--seed S] [--editors A,B] [--keep]
          EXPERIMENT   \(Name.allCases.map(\.rawValue).joined(separator: ", ")); all of them unless some are named
          --kills N    how often the daemon is killed (1000)
          --states N   how many states after a power cut are tried (400)
          --starts N   how often two daemons are started at once (100)
          --seed S     repeats the choices of an earlier run
          --editors    \(EditorKind.allCases.map(\.rawValue).joined(separator: ", "))
          --keep       leaves the working folder, and says where it is
        KATO_BIN_DIR names another folder with kato and katod.
        """

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func number<N: LosslessStringConvertible>(_ text: String?) throws -> N {
            guard let value = text.flatMap(N.init) else { throw TortureError(Self.usage) }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--kills": kills = try number(rest.popFirst())
            case "--states": states = try number(rest.popFirst())
            case "--starts": starts = try number(rest.popFirst())
            case "--seed": seed = try number(rest.popFirst())
            case "--keep": keeps = true
            case "--editors":
                let named = (rest.popFirst() ?? "").split(separator: ",").map { EditorKind(rawValue: String($0)) }
                guard !named.isEmpty, !named.contains(nil) else { throw TortureError(Self.usage) }
                editors = named.compactMap { $0 }
            default:
                guard let name = Name(rawValue: argument) else { throw TortureError(Self.usage) }
                names.append(name)
            }
        }
        if names.isEmpty { names = Name.allCases }
    }
}
