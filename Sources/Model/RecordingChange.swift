/// One change to what a conversation records: what a command comes down to.
///
/// Changes are stored, not carried out: the recorder makes files follow the stored periods, also after a crash. A
/// period that is closed still gets everything due before its end.
package enum RecordingChange: Sendable, Hashable {
    /// Bare commands use this destination from now on.
    case setPointer(Destination)
    /// The file is to exist, with its front matter and nothing else.
    case prepare(Destination)
    /// What is recorded now ends here.
    case closePeriod(at: EventPosition)
    /// Everything from `from` on goes to the destination. When `replacing`, the file is written anew from the start.
    case openPeriod(Destination, from: EventPosition, replacing: Bool)
    /// A copy of the conversation up to `upTo`, once.
    case snapshot(Destination, upTo: EventPosition)
    /// The same into a file that somebody else then takes away, whose name without its extension is the recording's
    /// id: another copy for the same place begins with the same bytes.
    case handOver(Destination, upTo: EventPosition)
}
