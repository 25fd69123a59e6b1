import Foundation
import KatoTestSupport
import Testing

extension EndToEnd {
    /// `make deb`, with small programs in place of the release ones, which tests do not build.
    @Suite struct PackageTests {
        private static let tools = ["dpkg-deb", "dpkg-shlibdeps", "lintian", "strip", "make"]
        private static let missing = tools.filter { !FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }

        /// Where a Debian system looks for each thing that a package of kato brings.
        private static let contents = [
            "./usr/bin/kato", "./usr/bin/katod", "./usr/lib/systemd/user/kato.service",
            "./usr/lib/systemd/user/kato.socket", "./usr/share/man/man1/kato.1.gz", "./usr/share/man/man1/katod.1.gz",
            "./usr/share/bash-completion/completions/kato", "./usr/share/zsh/vendor-completions/_kato",
            "./usr/share/fish/vendor_completions.d/kato.fish", "./usr/share/doc/kato/copyright",
            "./usr/share/doc/kato/changelog.gz", "./usr/share/doc/kato/commands.md",
            "./usr/share/doc/kato/control-protocol.md",
        ]

        @Test(.enabled(if: missing.isEmpty, "needs dpkg-dev, binutils, lintian and make"))
        func `a Debian package holds everything in its place, and lintian finds nothing`() async throws {
            let folder = try TemporaryDirectory()
            try folder.makeFolder("build")
            for name in ["kato", "katod"] {
                try FileManager.default.copyItem(atPath: "/usr/bin/true", toPath: folder.file("build/\(name)"))
            }
            let environment = ProcessInfo.processInfo.environment.merging(
                ["BUILD": folder.file("build"), "MANUAL": Programs.kato]) { $1 }
            let made = try await Shell.run(
                Programs.repository + "/packaging/deb/build.sh", [folder.file("out")], environment: environment)
            #expect(made.status == 0 && !made.output.contains("E: ") && !made.output.contains("W: "), "\(made)")
            let name = try #require(try folder.names(in: "out").first { $0.hasSuffix(".deb") })
            let package = folder.file("out/\(name)")
            let listed = try await Shell.run("dpkg-deb", ["--contents", package], environment: environment).output
            let files = Set(listed.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
            for path in Self.contents { #expect(files.contains(path), "\(path) is not in \(listed)") }
            #expect(listed.split(separator: "\n").allSatisfy { $0.contains(" root/root ") })
            let unit = try await Shell.run(
                "sh", ["-c", "dpkg-deb --fsys-tarfile '\(package)' | tar -xO ./usr/lib/systemd/user/kato.service"],
                environment: environment)
            #expect(unit.output.contains("ExecStart=/usr/bin/katod --foreground"))
            let needed = try await Shell.run("dpkg-deb", ["--field", package, "Depends"], environment: environment)
            #expect(needed.output.contains("libc6 (>="), "\(needed)")
        }
    }
}
