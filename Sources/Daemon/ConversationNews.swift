import KatoModel

/// What has conversations looked at, to send what they have grown by.
enum ConversationNews: Sendable {
    /// It has events up to this one.
    case grew(SessionID, upTo: Int64)
    /// More is known of what its requests cost.
    case counted(SessionID)
    /// Some time has gone by.
    case tick
}
