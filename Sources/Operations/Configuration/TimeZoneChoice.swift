/// The time zone in which recordings state times.
package enum TimeZoneChoice: Sendable, Hashable, CustomStringConvertible {
    /// The machine's own.
    case local
    /// A name of the IANA database, known on this machine.
    case named(String)

    package var description: String {
        switch self {
        case .local: "local"
        case .named(let name): name
        }
    }
}
