import KatoTestSupport
import StrictJSON
import Synchronization

/// A flag service on loopback whose answers can be changed while it runs.
final class FlagServiceDouble: Sendable {
    enum Behaviour: Sendable {
        /// Flags as JSON members, with a tag.
        case flags(String, tag: String)
        case answer(HTTPReceiver.Answer)
        case hangs
    }

    let receiver: HTTPReceiver
    private let box: Box

    init(_ first: Behaviour, port: UInt16 = 0) throws {
        let box = Box(first)
        receiver = try HTTPReceiver(port: port) { box.answer($0) }
        self.box = box
    }

    func becomes(_ next: Behaviour) { box.behaviour.withLock { $0 = next } }

    /// The contexts that were asked for.
    var contexts: [JSONValue] {
        receiver.requests.map { (try? JSONValue.parse($0.body))?["context"] ?? .null }
    }

    private final class Box: Sendable {
        let behaviour: Mutex<Behaviour>
        init(_ first: Behaviour) { behaviour = Mutex(first) }

        func answer(_ request: HTTPReceiver.Request) -> HTTPReceiver.Answer {
            switch behaviour.withLock({ $0 }) {
            case .flags(let flags, let tag):
                if request.headers["if-none-match"] == tag { return HTTPReceiver.Answer(status: 304) }
                return HTTPReceiver.Answer(headers: ["ETag": tag], body: #"{"flags": [\#(flags)]}"#)
            case .answer(let answer): return answer
            case .hangs: return HTTPReceiver.Answer(hangs: true)
            }
        }
    }
}
