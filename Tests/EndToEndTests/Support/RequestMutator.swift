import KatoTestSupport
import StrictJSON

/// Makes requests that are a little wrong, out of requests that are right. The same for the same seed.
struct RequestMutator {
    private var random: SeededGenerator
    private let corpus: [[UInt8]]

    /// What hits a reader of JSON where it has to decide something.
    private static let tokens: [[UInt8]] =
        [
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "-", "1e9", "1e400", "-0", "9223372036854775808",
            "\\u0000",
            "\\ud800", "\r", "\t", " ", "[[[[[[[[", "{\"a\":", "\"id\":1,", "\"params\":[]", "rpc.",
            "\"jsonrpc\":\"2.0\"",
            "\u{FEFF}", "é", "\u{1B}[2J",
        ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80]]

    /// What would end or exchange the daemon under test.
    private static let spared: Set<String> = ["daemon.stop", "daemon.reload"]

    init(seed: UInt64, document: JSONValue, session: String) {
        random = SeededGenerator(seed: seed)
        let methods = (document["methods"]?.arrayValue ?? []).filter { method in
            method["name"]?.stringValue.map { !Self.spared.contains($0) } ?? false
        }
        var lines: [String] = []
        for (number, method) in methods.enumerated() {
            let name = method["name"]?.stringValue ?? ""
            let keys = (method["params"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
            lines.append(#"{"jsonrpc":"2.0","id":\#(number),"method":"\#(name)"}"#)
            lines.append(#"{"jsonrpc":"2.0","method":"\#(name)","params":{}}"#)
            for key in keys {
                for value in [#""\#(session)""#, "3", "true", #""/tmp/x.md""#, "[]"] {
                    lines.append(
                        #"{"jsonrpc":"2.0","id":"\#(key)","method":"\#(name)","params":{"\#(key)":\#(value)}}"#)
                }
            }
        }
        lines.append("[" + lines.prefix(20).joined(separator: ",") + "]")
        lines += ["[]", "7", "{}", #"{"jsonrpc":"2.0","id":1,"result":null}"#, ""]
        corpus = lines.map { Array($0.utf8) }
    }

    /// The next line, without its end; now and then one that nothing was done to.
    mutating func next() -> [UInt8] {
        var line = random.pick(corpus)
        for _ in 0..<random.below(4) { mutate(&line) }
        return line
    }

    private mutating func mutate(_ line: inout [UInt8]) {
        let place = random.below(line.count + 1)
        switch random.below(6) {
        case 0: line.insert(contentsOf: random.pick(Self.tokens), at: place)
        case 1 where place < line.count: line[place] ^= 1 << UInt8(random.below(8))
        case 2: line.removeSubrange(place..<min(line.count, place + 1 + random.below(8)))
        case 3:
            let piece = line[place..<min(line.count, place + 1 + random.below(16))]
            line.insert(contentsOf: piece, at: random.below(line.count + 1))
        case 4:
            let other = random.pick(corpus)
            line = Array(line[..<place]) + other[random.below(other.count + 1)...]
        default: line.removeSubrange(place...)
        }
    }
}
