import Testing

/// Everything that runs the real programs, one test after another: they share two processors with each other.
///
/// The time limit is far above what any of them takes: it makes of one that hangs a failure with a name.
@Suite(.serialized, .timeLimit(.minutes(10)), .reportedAtOnce) enum EndToEnd {}
