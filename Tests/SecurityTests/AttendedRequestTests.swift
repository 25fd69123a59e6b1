import JSONRPC
import KatoControlProtocol
import KatoControlServer
import KatoObservability
import StrictJSON
import Synchronization
import Testing

/// What only its client wants to know ends when that one leaves; what changes something is finished.
@Suite struct AttendedRequestTests {
    @Test(arguments: ControlMethod.allCases.filter { $0 != .daemonPing })
    func `a request ends with its client when it changes nothing`(method: ControlMethod) async throws {
        let attended = Mutex(0)
        let backend = RefusingBackend()
        // A client that is gone before anything is done for it.
        let client = ControlConnection(
            peer: ControlPeer(uid: 0, pid: 1),
            attend: { _ in
                attended.withLock { $0 += 1 }
                return nil
            })
        let needed = method.definition.parameters.filter(\.isRequired).map { #""\#($0.name)":"s""# }
        let line =
            #"{"jsonrpc":"2.0","id":1,"method":"\#(method.rawValue)","params":{\#(needed.joined(separator: ","))}}"#
        let dispatcher = ControlDispatcher(backend: backend, emitter: .discarding)
        let answer = try #require(await dispatcher.answer(Array(line.utf8), from: client))
        let isRead = method.definition.access == .read
        #expect(attended.withLock { $0 } == (isRead ? 1 : 0))
        #expect(String(decoding: answer, as: UTF8.self).contains("is gone") == isRead)
        #expect(!isRead || backend.calls.withLock { $0 } == 0)
    }
}
