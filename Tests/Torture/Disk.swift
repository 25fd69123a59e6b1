import Foundation

/// The files below a home that a power cut can change. Each keeps its inode however often its content is set.
struct Disk {
    let home: Home

    /// The content of every file.
    func read() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in paths() { files[path] = Array(try Data(contentsOf: URL(filePath: path))) }
        return files
    }

    /// Makes exactly these files stand there.
    func write(_ files: [String: [UInt8]]) throws {
        for path in paths() where files[path] == nil {
            guard rename(path, parked(path)) == 0 else { throw TortureError("cannot park \(path)") }
        }
        for path in try FileManager.default.contentsOfDirectory(atPath: home.state) where path.hasSuffix("-shm") {
            unlink(home.state + "/" + path)
        }
        for (path, content) in files {
            if access(path, F_OK) != 0 { _ = rename(parked(path), path) }
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            guard descriptor >= 0 else { throw TortureError("cannot write \(path)") }
            defer { close(descriptor) }
            guard Foundation.write(descriptor, content, content.count) == content.count else {
                throw TortureError("cannot write \(path)")
            }
        }
    }

    private func parked(_ path: String) -> String {
        home.root + "/parked-" + path.dropFirst(home.kato.count).replacingOccurrences(of: "/", with: "+")
    }

    private func paths() -> [String] {
        [home.state, home.state + "/logs", home.recordings].flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { folder + "/" + $0 }
        }.filter { path in
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && !path.hasSuffix("-shm")
                && !path.hasSuffix(".lock")
        }
    }
}
