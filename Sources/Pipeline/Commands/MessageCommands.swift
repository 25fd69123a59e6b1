/// What a message asks of kato.
///
/// `unknown` holds words after `::` that are no command, in lower case: they are text, and worth a note at debug level.
package enum MessageCommands: Sendable, Hashable {
    case none(unknown: [String])
    /// In the order of the lines; never empty.
    case commands([FoundCommand], unknown: [String])
    /// A known command is written wrongly, so none of the message is carried out. Every error found; never empty.
    case rejected([CommandSyntaxError])
}
