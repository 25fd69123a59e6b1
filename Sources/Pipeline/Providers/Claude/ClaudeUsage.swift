import KatoModel
import StrictJSON

/// The tokens of an API message. Each record of a message repeats them; the last one has the final numbers.
struct ClaudeUsage {
    private var input = 0
    private var output = 0
    private var cacheRead = 0
    private var cacheWrite = 0

    /// Reads the top numbers of an object, which others inside it repeat; `nil` for anything else.
    static func readIfPresent(_ reader: inout JSONReader) throws(JSONError) -> ClaudeUsage? {
        var usage = ClaudeUsage()
        let found = try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
            switch key {
            case "input_tokens": usage.input = try count(&reader)
            case "output_tokens": usage.output = try count(&reader)
            case "cache_read_input_tokens": usage.cacheRead = try count(&reader)
            case "cache_creation_input_tokens": usage.cacheWrite = try count(&reader)
            default: break
            }
        }
        return found ? usage : nil
    }

    /// The usage under the name of its request.
    func tokens(message: String, request: String?) -> TokenUsage {
        TokenUsage(
            request: message + ":" + (request ?? ""), input: input, output: output, cacheRead: cacheRead,
            cacheWrite: cacheWrite)
    }

    private static func count(_ reader: inout JSONReader) throws(JSONError) -> Int {
        Int(clamping: max(0, try reader.readIntIfPresent() ?? 0))
    }
}
