import Foundation
import KatoTestSupport
import StrictJSON
import Testing

extension EndToEnd {
    /// As most people run it: without KATO_HOME, with everything in the folders that XDG names.
    @Suite struct StandardFoldersTests {
        @Test func `without KATO_HOME a recording goes into the user's data folder`() async throws {
            let home = try KatoHome()
            let environment = home.environment.filter { $0.key != "KATO_HOME" }
            func kato(_ arguments: String...) async throws -> Finished {
                try await Shell.run(Programs.kato, arguments, environment: environment)
            }
            #expect(try await kato("start").status == 0)
            let pid = try #require(try await kato("status", "--json").json()["pid"]?.intValue)
            defer { kill(Int32(pid), SIGKILL) }
            let chat = home.conversation()
            try chat.user("::record\nwhere does it go?")
            let recordings = "home/.local/share/kato/recordings/claude"
            try await eventually("it is recorded") {
                let names = (try? home.folder.names(in: recordings)) ?? []
                guard let name = names.first(where: { $0.hasSuffix(".md") && !$0.hasPrefix(".") }) else { return false }
                return try home.folder.text(of: recordings + "/" + name).contains("where does it go?")
            }
            let socket = try await kato("status", "--json").json()["socketPath"]?.stringValue
            #expect(socket == home.folder.file("home/.local/state/kato/run/control.sock"))
            #expect(try await kato("stop").status == 0)
        }
    }
}
