import Foundation
import KatoModel
import StrictJSON

/// Where an event's text stands in its record: between the quotes of a JSON string.
///
/// The journal holds every record as the agent wrote it. A text that stands in there as a whole is not stored a second
/// time, so that the journal is smaller and less is written.
struct TextPlace {
    /// Bytes of the record.
    let range: Range<Int>

    /// Bytes from which on a text is looked for. A shorter one is sooner stored than found and joined again.
    static let minimum = 1024

    /// `nil` when the text is short, or put together from several strings, or changed.
    init?(of text: String, in record: UnsafeRawBufferPointer) {
        guard text.utf8.count >= Self.minimum, let range = JSONStringSearch.range(of: text, in: record) else {
            return nil
        }
        self.range = range
    }

    /// The text again, from the `count` bytes at its place; `nil` stands for a record that is gone.
    ///
    /// - Throws: ``JournalError`` when it cannot be read any more.
    static func text(_ bytes: Data?, count: Int) throws -> String {
        do {
            if let bytes, bytes.count == count { return try bytes.withUnsafeBytes(JSONStringSearch.string) }
        } catch {
            throw damaged(error)
        }
        throw damaged(nil)
    }

    private static func damaged(_ cause: (any Error)?) -> JournalError {
        JournalError(
            .damaged, "A message in the journal is not where it was stored.",
            hint: "Nothing was changed. Run kato doctor, and restore the journal from a backup.", cause: cause)
    }
}
