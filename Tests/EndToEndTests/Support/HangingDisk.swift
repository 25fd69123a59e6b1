import Foundation
import KatoTestSupport
import StrictJSON
import Testing

/// A daemon in a mount namespace of its own, in which one folder is on a file system that can stop to answer.
struct HangingDisk {
    let home: KatoHome
    /// The folder, as its name is for the daemon.
    let folder: String
    let daemon: Task<Finished, any Error>
    let pid: Int32
    private let hang: String

    static let isPossible =
        SmallDisk.isPossible && access("/dev/fuse", R_OK | W_OK) == 0 && access("/usr/bin/python3", X_OK) == 0

    /// - Parameter folder: made in the home's folder.
    init(_ home: KatoHome, _ folder: String) async throws {
        self.home = home
        self.folder = try home.folder.makeFolder(folder)
        hang = home.folder.file("hang")
        let script = """
            python3 -c "$PROGRAM" '\(self.folder)' '\(hang)' &
            until grep -q ' \(self.folder) ' /proc/self/mountinfo; do kill -0 $! || exit 9; sleep 0.05; done
            exec '\(Programs.katod)' --foreground
            """
        let arguments = SmallDisk.namespace + ["sh", "-c", script]
        let environment = home.environment.merging(["PROGRAM": HangingFileSystemProgram.text]) { $1 }
        daemon = Task { try await Shell.run("env", arguments, environment: environment) }
        try await eventually("the daemon answers") { try await home.kato("status", "--json").status == 0 }
        guard let pid = try await home.status()["pid"]?.intValue else { throw DidNotHappen(what: "a pid") }
        self.pid = Int32(pid)
    }

    func stopAnswering() throws { try home.folder.write("", to: "hang") }

    func answerAgain() throws { try FileManager.default.removeItem(atPath: hang) }

    /// A file of the folder; only while it answers.
    func text(of name: String) -> String? {
        try? String(contentsOfFile: "/proc/\(pid)/root\(folder)/\(name)", encoding: .utf8)
    }
}
