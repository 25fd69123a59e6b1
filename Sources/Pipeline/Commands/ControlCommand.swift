/// A command that a user can type as a line of a message to an agent.
///
/// Paths are as typed, after clean-up; ``PathArgument`` makes them absolute.
package enum ControlCommand: Sendable, Hashable {
    /// `::init [path]`: names the destination and creates it, and records nothing.
    case initialize(path: String?)
    /// `::record`: records from this line on.
    case record
    /// `::capture [path]`: writes the whole conversation so far, then goes on recording.
    case capture(path: String?)
    /// `::export path`: writes a copy once.
    case export(path: String)
    /// `::stop`: ends recording and keeps the destination in mind.
    case stop

    /// The word after `::`.
    package var name: String {
        switch self {
        case .initialize: "init"
        case .record: "record"
        case .capture: "capture"
        case .export: "export"
        case .stop: "stop"
        }
    }

    /// Every word that is a command.
    package static let names: Set<String> = ["init", "record", "capture", "export", "stop"]
}
