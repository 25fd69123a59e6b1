import Foundation
import Testing

/// Everything that runs the real programs, one test after another: they share two processors with each other.
///
/// The time limit is far above what any of them takes: it makes of one that hangs a failure with a name.
@Suite(.serialized, .timeLimit(.minutes(minutes)), .reportedAtOnce) enum EndToEnd {}

/// A long run of damaged requests (`KATO_FUZZ`) has an hour and a half.
private let minutes = ProcessInfo.processInfo.environment["KATO_FUZZ"] == nil ? 10 : 90
