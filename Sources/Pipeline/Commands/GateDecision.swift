package import KatoModel

/// What the gate says to a command.
package enum GateDecision: Sendable {
    /// It writes nowhere.
    case notNeeded
    /// The file exists, is the user's own and may be written; `rule` names what allowed it.
    case admitted(Destination, rule: String)
    /// Policy forbids it. Nothing was opened or made.
    case denied(code: String, path: String, message: String, hint: String)
    /// The path cannot be understood.
    case invalid(CommandSyntaxError)
    /// Policy allows it, but the file cannot be made or opened.
    case failed(path: String, message: String, hint: String)
}
