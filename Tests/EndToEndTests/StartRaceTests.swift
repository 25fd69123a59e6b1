import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    @Suite struct StartRaceTests {
        @Test func `of several starts at once one starts the daemon and all find it running`() async throws {
            let home = try KatoHome()
            let said = try await withThrowingTaskGroup(of: Finished.self) { group in
                for _ in 0..<4 { group.addTask { try await home.kato("start") } }
                return try await group.reduce(into: [Finished]()) { $0.append($1) }
            }
            for start in said { #expect(start.status == 0 && start.errors.isEmpty, "\(start)") }
            let pid = try #require(try await home.status()["pid"]?.intValue)
            for start in said { #expect(start.output.contains("(pid \(pid))"), "\(start)") }
            #expect(said.count { $0.output.contains("kato started") } == 1, "\(said)")
            #expect(said.count { $0.output.contains("already running") } == 3, "\(said)")
            #expect(try await home.kato("config", "validate").status == 0)
            #expect(try home.folder.names(in: "kato").filter { $0.hasPrefix(".") || $0.contains("new") }.isEmpty)
        }

        @Test func `of several inits at once one makes the configuration and none fails`() async throws {
            let home = try KatoHome()
            let said = try await withThrowingTaskGroup(of: Finished.self) { group in
                for _ in 0..<6 { group.addTask { try await home.kato("init") } }
                return try await group.reduce(into: [Finished]()) { $0.append($1) }
            }
            for one in said { #expect(one.status == 0 && one.errors.isEmpty, "\(one)") }
            #expect(said.count { $0.output.hasPrefix("created: ") } == 1, "\(said)")
            #expect(try home.folder.names(in: "kato").sorted() == ["config.schema.json", "config.yaml"])
        }
    }
}
