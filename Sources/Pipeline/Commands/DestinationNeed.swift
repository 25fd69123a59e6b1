package import KatoModel

/// Which destination a command needs before it can be carried out.
package enum DestinationNeed: Sendable, Hashable {
    /// None: the command ends or changes nothing.
    case none
    /// The path the user typed, still to be resolved and admitted.
    case named(String)
    /// The conversation's own, admitted earlier; to be admitted again, because rules may have changed.
    case pointer(Destination)
    /// One that kato names.
    case generated
}
