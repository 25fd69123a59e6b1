import Testing

/// Everything that runs the real programs, one test after another: they share two processors with each other.
@Suite(.serialized) enum EndToEnd {}
