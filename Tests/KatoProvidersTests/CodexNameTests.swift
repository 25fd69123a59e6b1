import KatoModel
import KatoProviders
import Testing

/// The names that users give their threads.
@Suite struct CodexNameTests {
    private static let rollout = ["2026", "rollout-2026-03-14T08-00-00-\(thread).jsonl"]
    private static let thread = "5d1f7a52-0000-4000-8000-00000000b0a7"

    private static func title(_ index: String) -> String? {
        CodexProvider().facts(rollout, companions: ["../session_index.jsonl": Array(index.utf8)]).customTitle
    }

    private static func line(_ name: String, of thread: String = thread) -> String {
        #"{"id":"\#(thread)","thread_name":"\#(name)","updated_at":"2026-03-14T08:00:00Z"}"# + "\n"
    }

    @Test func `the last name counts, also when the list begins in the middle of a line`() {
        let list = Self.line("The keel") + Self.line("another's", of: "77aa") + Self.line("The mast")
        #expect(Self.title(list) == "The mast")
        #expect(Self.title(String(list.dropFirst(20))) == "The mast")
        #expect(Self.title(list + #"{"id":"\#(Self.thread)","thread_na"#) == "The mast")
    }

    @Test func `a name that was taken back is none`() {
        #expect(Self.title(Self.line("The keel") + Self.line("")) == nil)
        #expect(Self.title(Self.line("another's", of: "77aa")) == nil)
    }
}
