import JSONRPC
import KatoControlProtocol
import KatoModel
import SocketServer
import Testing

@testable import KatoControlServer

/// What a client may ask for, and that both ends mean the same by it.
@Suite struct ControlLimitsTests {
    @Test func `what one end may send the other one takes`() {
        #expect(ControlLimits.maximumRequestBytes == ServerLimits().lineLength)
        #expect(ControlLimits.maximumRequestBytes == Limits().maximumLineLength)
        #expect(Limits().maximumResponseLength <= ControlLimits.maximumAnswerBytes)
    }

    @Test func `a connection has so many subscriptions, and another one when one was ended`() throws {
        let moment = Timestamp(milliseconds: 0)
        let hub = EventHub(startedAt: moment, now: { moment })
        let client = ControlConnection(peer: ControlPeer(uid: 0, pid: 0), follow: { _ in })
        func subscribe() -> String? {
            guard let id = client.newSubscriptionID() else { return nil }
            client.add(hub.subscribe(id: id, filter: { _ in true }, resume: nil))
            return id
        }
        let ids = (0..<ControlLimits.maximumSubscriptions).compactMap { _ in subscribe() }
        #expect(Set(ids).count == ControlLimits.maximumSubscriptions)
        #expect(subscribe() == nil)
        hub.end(try #require(client.remove(ids[3])))
        #expect(subscribe() != nil)
        #expect(subscribe() == nil)
    }
}
