import Foundation
import StrictJSON
import Testing

/// A daemon in a mount namespace of its own, in which one of its folders is a small disk.
struct SmallDisk {
    let home: KatoHome
    /// Below the home: `recordings` or `state`.
    let name: String
    /// The folder as the daemon sees it.
    let folder: String
    let daemon: Task<Finished, any Error>
    let pid: Int32

    /// Bytes it holds.
    private static let size = 8 << 20

    /// How to get a mount namespace here: as root at once, otherwise in a user namespace where that is allowed.
    private static let unshare: [String]? = {
        let ways = geteuid() == 0 ? [["unshare", "--mount"]] : [["unshare", "--mount", "--map-root-user"]]
        return ways.first { way in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = way + ["sh", "-c", "mount -t tmpfs tmpfs /mnt"]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    static var isPossible: Bool { unshare != nil }

    /// What begins a command in a mount namespace of its own.
    static var namespace: [String] { unshare ?? [] }

    init(_ home: KatoHome, _ name: String) async throws {
        self.home = home
        self.name = name
        try FileManager.default.createDirectory(
            atPath: home.home + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let script = """
            mount -t tmpfs -o size=\(Self.size),mode=700 tmpfs "$KATO_HOME/\(name)" && exec '\(Programs.katod)' --foreground
            """
        let arguments = Self.namespace + ["sh", "-c", script]
        daemon = Task { try await Shell.run("env", arguments, environment: home.environment) }
        try await eventually("the daemon answers") { try await home.kato("status", "--json").status == 0 }
        guard let pid = try await home.status()["pid"]?.intValue else { throw DidNotHappen(what: "a pid") }
        self.pid = Int32(pid)
        folder = "/proc/\(pid)/root" + home.home + "/" + name
    }

    /// Writes until nothing more fits.
    func fill() throws {
        let descriptor = open(folder + "/filler", O_WRONLY | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw DidNotHappen(what: "a file that fills the disk") }
        defer { close(descriptor) }
        for size in [65536, 512, 1] {
            let piece = [UInt8](repeating: 0, count: size)
            while write(descriptor, piece, size) == size {}
        }
    }

    /// Makes room again.
    func free() throws {
        try FileManager.default.removeItem(atPath: folder + "/filler")
    }

    func recording() throws -> String {
        let root = name == "recordings" ? folder : home.home + "/recordings"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/claude")) ?? []
        guard let name = names.first(where: { $0.hasSuffix(".md") && !$0.hasPrefix(".") }) else { return "" }
        return try String(contentsOfFile: root + "/claude/" + name, encoding: .utf8)
    }
}
