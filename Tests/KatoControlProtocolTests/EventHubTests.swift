import KatoControlProtocol
import KatoControlServer
import KatoModel
import StrictJSON
import Testing

@Suite struct EventHubTests {
    private static let moment = Timestamp(milliseconds: 1_800_000_000_000)
    private let hub = EventHub(startedAt: EventHubTests.moment, now: { EventHubTests.moment })

    private func publish(_ numbers: ClosedRange<Int>, _ kind: ControlEvent.Kind = .session) {
        for number in numbers {
            hub.publish(ControlEvent(kind: kind, time: Self.moment, data: ["number": .int(Int64(number))]))
        }
    }

    /// The next `count` events that a subscriber takes.
    private func take(_ count: Int, _ subscription: EventSubscription) async throws -> [JSONValue] {
        var taken: [JSONValue] = []
        var lines = subscription.lines.makeAsyncIterator()
        while taken.count < count, let line = await lines.next() {
            taken.append(try #require(try JSONValue.parse(line)["params"]))
        }
        return taken
    }

    private func numbers(_ events: [JSONValue]) -> [Int64?] {
        events.map { $0["data"]?["number"]?.intValue }
    }

    @Test func `a subscriber gets what it wants, in order`() async throws {
        let all = hub.subscribe(id: "1", filter: { _ in true }, resume: nil)
        let some = hub.subscribe(id: "2", filter: { $0.kind == .command }, resume: nil)
        publish(1...2)
        publish(3...3, .command)
        #expect(numbers(try await take(3, all)) == [1, 2, 3])
        let commands = try await take(1, some)
        #expect(numbers(commands) == [3])
        #expect(commands.first?["subscription"]?.stringValue == "2")
    }

    @Test func `a subscriber that comes back goes on where it was`() async throws {
        let first = hub.subscribe(id: "1", filter: { _ in true }, resume: nil)
        publish(1...5)
        let taken = try await take(2, first)
        let token = try #require(taken.last?["resume"]?.stringValue)
        hub.end(first)
        publish(6...7)
        let second = hub.subscribe(id: "1", filter: { _ in true }, resume: token)
        #expect(numbers(try await take(5, second)) == [3, 4, 5, 6, 7])
    }

    @Test(arguments: ["", "x", "other-1", "-", "1-2-3", "99999999999999999999999-1"])
    func `a token that is not known any more is answered with a resync`(token: String) async throws {
        publish(1...3)
        let late = hub.subscribe(id: "1", filter: { _ in true }, resume: token)
        publish(4...4)
        let events = try await take(2, late)
        #expect(events.map { $0["type"]?.stringValue } == ["resync", "session"])
    }

    @Test func `a reader that is too slow loses the old events and is told how many`() async throws {
        let slow = hub.subscribe(id: "1", filter: { _ in true }, resume: nil)
        publish(1...1000)
        let first = try await take(1, slow)
        #expect(first.first?["type"]?.stringValue == "resync")
        let missed = try #require(first.first?["data"]?["missed"]?.intValue)
        publish(1001...1001)
        let rest = try await take(1000 - Int(missed) + 1, slow)
        #expect(numbers(rest) == (missed + 1...1001).map { Int64?($0) })
    }

    @Test func `whoever has ended is forgotten with the next event`() async throws {
        let gone = hub.subscribe(id: "1", filter: { _ in false }, resume: nil)
        let reader = Task { for await _ in gone.lines {} }
        reader.cancel()
        await reader.value
        publish(1...1)
        #expect(hub.subscriberCount == 0)
    }

    @Test func `whoever has ended is forgotten with the next subscription, too`() async {
        for _ in 0..<100 {
            let gone = hub.subscribe(id: "1", filter: { _ in true }, resume: nil)
            let reader = Task { for await _ in gone.lines {} }
            reader.cancel()
            await reader.value
        }
        #expect(hub.subscriberCount <= 1)
    }
}
