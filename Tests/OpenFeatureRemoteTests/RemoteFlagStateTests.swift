import OpenFeature
import Testing

@testable import OpenFeatureRemote

@Suite struct RemoteFlagStateTests {
    private static func context(_ name: String) -> EvaluationContext { EvaluationContext(targetingKey: name) }
    private static let flags: [String: RemoteFlag] = [
        "f": .found(value: true, variant: nil, reason: nil, metadata: [:])
    ]
    private static let down = OFREPAnswer.failed(FlagError(.general, "down"), retryAfter: nil)

    private func state(limit: Int = 64) -> RemoteFlagState {
        RemoteFlagState(poll: .seconds(60), limit: limit, random: { 1 })
    }

    /// Wants a context, asks for it and takes the answer.
    private func ask(_ state: inout RemoteFlagState, _ name: String, _ answer: OFREPAnswer, at now: Duration) {
        _ = state.want(Self.context(name), now: now)
        for (context, _) in state.due(now: now) { _ = state.take(answer, for: context, now: now) }
    }

    @Test func `a service that is down is asked again after twice as long each time, and never later than a poll`() {
        var state = state()
        var (now, pauses): (Duration, [Duration]) = (.zero, [])
        for _ in 0..<9 {
            ask(&state, "a", Self.down, at: now)
            let rest = state.rest(now: now) ?? .zero
            pauses.append(rest)
            now += rest
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        ask(&state, "a", .flags(Self.flags, tag: nil), at: now)
        #expect(state.rest(now: now) == .seconds(60))
        ask(&state, "a", Self.down, at: now + .seconds(60))
        #expect(state.rest(now: now + .seconds(60)) == .seconds(1))
    }

    @Test func `one context that is refused says nothing about the others`() throws {
        var state = state()
        ask(&state, "a", .flags(Self.flags, tag: nil), at: .zero)
        ask(&state, "b", .refused(FlagError(.invalidContext, "no")), at: .zero)
        #expect(state.health == .well)
        #expect(try state.resolve("f", Self.context("a"), now: .zero).reason == .cached)
        #expect(throws: FlagError(.invalidContext, "no")) { try state.resolve("f", Self.context("b"), now: .zero) }
        #expect(state.rest(now: .zero) == .seconds(60))
    }

    @Test func `a copy that was not checked for two polls is old`() throws {
        var state = state()
        ask(&state, "a", .flags(Self.flags, tag: nil), at: .zero)
        #expect(try state.resolve("f", Self.context("a"), now: .seconds(120)).reason == .cached)
        #expect(try state.resolve("f", Self.context("a"), now: .seconds(121)).reason == .stale)
    }

    @Test func `there is never more than a limit of copies, and the one unused for longest makes room`() throws {
        var state = state(limit: 3)
        _ = state.want(Self.context("kept"), isKept: true, now: .zero)
        for (index, name) in ["a", "b"].enumerated() {
            ask(&state, name, .flags(Self.flags, tag: nil), at: .seconds(index))
        }
        _ = state.want(Self.context("a"), now: .seconds(2))
        ask(&state, "c", .flags(Self.flags, tag: nil), at: .seconds(3))
        for name in ["kept", "a", "c"] {
            #expect(try state.resolve("f", Self.context(name), now: .seconds(3)).value == true)
        }
        #expect(throws: FlagError.self) { try state.resolve("f", Self.context("b"), now: .seconds(3)) }
    }

    @Test func `where nothing may go, a new context has to do without`() {
        var state = state(limit: 2)
        for name in ["a", "b"] { _ = state.want(Self.context(name), isKept: true, now: .zero) }
        let isWanted = state.want(Self.context("c"), now: .zero)
        #expect(!isWanted && state.due(now: .zero).count == 2)
    }

    @Test func `what nobody asks for any more is not asked for either, unless it is kept`() {
        var state = state()
        _ = state.want(Self.context("kept"), isKept: true, now: .zero)
        ask(&state, "a", .flags(Self.flags, tag: nil), at: .zero)
        #expect(state.due(now: .seconds(599)).count == 2)
        for name in ["kept", "a"] { _ = state.take(.unchanged, for: Self.context(name), now: .seconds(599)) }
        #expect(state.due(now: .seconds(700)).map(\.context) == [Self.context("kept")])
    }

    @Test func `a question under way is not asked twice`() {
        var state = state()
        _ = state.want(Self.context("a"), now: .zero)
        #expect(state.due(now: .zero).count == 1 && state.due(now: .zero).isEmpty)
        #expect(state.rest(now: .zero) == nil)
        state.putBack(Self.context("a"))
        #expect(state.due(now: .zero).count == 1)
    }

    @Test func `which flags changed is told, and only when they did`() {
        var state = state()
        ask(&state, "a", .flags(Self.flags, tag: nil), at: .zero)
        let same = state.take(.flags(Self.flags, tag: nil), for: Self.context("a"), now: .zero)
        let other = state.take(
            .flags(["g": .failed(FlagError(.general))], tag: nil), for: Self.context("a"), now: .zero)
        #expect(same.isEmpty && other.map(\.event) == [.configurationChanged])
        #expect(other.first?.details.flagsChanged == ["f", "g"])
    }
}
