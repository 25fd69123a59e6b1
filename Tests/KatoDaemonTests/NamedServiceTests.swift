import ServiceLifecycle
import Testing

@testable import KatoDaemon

@Suite struct NamedServiceTests {
    private struct Part: Service, CustomStringConvertible {
        var description: String {
            Issue.record("somebody walked through a service")
            return "long"
        }

        func run() async throws {}
    }

    @Test func `a service is described by its name, and nobody walks through its parts`() {
        #expect("\(NamedService(service: Part()))" == "Part")
        #expect(String(describing: [NamedService(service: Part())]).hasSuffix("Part]"))
    }
}
