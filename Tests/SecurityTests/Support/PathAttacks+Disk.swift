import Foundation
import KatoTestSupport

extension PathAttack {
    /// Rows that are decided by what the disk holds.
    static let disks: [PathAttack] = links + kinds + owners

    private static let links: [PathAttack] = [
        PathAttack(row: 21, name: "last name is a link to outside", expected: "symbolic-link", escapes: true) {
            try $0.link("root/x.md", to: $0.secret)
            return "x.md"
        },
        PathAttack(row: 22, name: "last name is a dangling link to outside", expected: "symbolic-link", escapes: true) {
            try $0.link("root/x.md", to: $0.outside + "/new.md")
            return "x.md"
        },
        PathAttack(row: 23, name: "a folder on the way is a link to outside", expected: "symbolic-link", escapes: true)
        {
            try $0.link("root/way", to: $0.outside)
            return "way/x.md"
        },
        PathAttack(row: 23, name: "new folders behind a link to outside", expected: "symbolic-link", escapes: true) {
            try $0.link("root/way", to: $0.outside)
            return "way/deep/x.md"
        },
        PathAttack(row: 24, name: "a link to inside", expected: "symbolic-link") {
            try $0.folder.write("mine", to: "root/notes/real.md")
            try $0.link("root/x.md", to: "notes/real.md")
            return "x.md"
        },
        PathAttack(row: 25, name: "a chain of 41 links", expected: "symbolic-link", escapes: true) {
            for number in 0..<41 {
                try $0.link("root/l\(number).md", to: number == 40 ? $0.secret : "l\(number + 1).md")
            }
            return "l1.md"
        },
        PathAttack(row: 25, name: "a loop of links", expected: "symbolic-link") {
            try $0.link("root/a.md", to: "b.md")
            try $0.link("root/b.md", to: "a.md")
            return "a.md"
        },
        PathAttack(row: 26, name: "a relative link with ..", expected: "symbolic-link", escapes: true) {
            try $0.link("root/notes/x.md", to: "../../outside/secret.md")
            return "notes/x.md"
        },
        PathAttack(row: 29, name: "a folder to be made is a dangling link", expected: "symbolic-link") {
            try $0.link("root/new", to: $0.outside + "/made")
            return "new/deep/x.md"
        },
        PathAttack(row: 31, name: "a hard link to a file outside", expected: "hard-links", reachesOutside: true) {
            try FileManager.default.linkItem(atPath: $0.secret, toPath: $0.root + "/x.md")
            return "x.md"
        },
        PathAttack(row: 45, name: "a hard link to an agent's log", expected: "hard-links") {
            try FileManager.default.linkItem(atPath: $0.root + "/agent/source.jsonl", toPath: $0.root + "/x.jsonl")
            return "x.jsonl"
        },
        PathAttack(row: 45, name: "an agent's log beside the root", expected: "outside-roots", escapes: true) {
            try $0.folder.makeFolder("agent")
            try $0.folder.write("{}\n", to: "agent/source.jsonl")
            return $0.folder.file("agent/source.jsonl")
        },
    ]

    private static let kinds: [PathAttack] = [
        PathAttack(row: 33, name: "a FIFO", expected: "not-regular") {
            mkfifo($0.root + "/x.md", 0o600)
            return "x.md"
        },
        PathAttack(row: 34, name: "a socket", expected: "not-regular") {
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = Array(($0.root + "/x.md").utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            return "x.md"
        },
        PathAttack(row: 36, name: "a folder of that name takes a name in it", expected: "admitted") {
            try $0.folder.makeFolder("root/x.md")
            return "x.md"
        },
        PathAttack(row: 36, name: "a file where a folder should be", expected: "failed") {
            try $0.folder.write("", to: "root/a.md")
            return "a.md/x.md"
        },
        PathAttack(row: 46, name: "another recording's file is shared, never replaced", expected: "admitted") {
            try $0.folder.write("<!-- k:0 -->\n", to: "root/x.md")
            return "x.md"
        },
        PathAttack(row: 49, name: "a set-user-id file", expected: "program") {
            try $0.folder.write("", to: "root/x.md")
            chmod($0.root + "/x.md", 0o4755)
            return "x.md"
        },
        PathAttack(row: 49, name: "a set-group-id file", expected: "program") {
            try $0.folder.write("", to: "root/x.md")
            chmod($0.root + "/x.md", 0o2644)
            return "x.md"
        },
        PathAttack(row: 49, name: "a script", expected: "program") {
            try $0.folder.write("#!/bin/sh\n", to: "root/x.md")
            return "x.md"
        },
        PathAttack(row: 50, name: "a sparse file of exactly 4 GiB", expected: "admitted") {
            try $0.folder.write("", to: "root/x.md")
            truncate($0.root + "/x.md", 4 << 30)
            return "x.md"
        },
        PathAttack(row: 50, name: "a sparse file of 5 GiB", expected: "too-large") {
            try $0.folder.write("", to: "root/x.md")
            truncate($0.root + "/x.md", 5 << 30)
            return "x.md"
        },
    ]

    private static let owners: [PathAttack] = [
        PathAttack(
            row: 47, name: "a folder without the right to write", expected: geteuid() == 0 ? "admitted" : "failed"
        ) {
            chmod($0.root + "/notes", 0o500)
            return "notes/x.md"
        },
        PathAttack(
            row: 48, name: "anybody may write the folder; what others put there is refused", expected: "admitted"
        ) {
            chmod($0.root + "/notes", 0o777)
            return "notes/x.md"
        },
    ]
}
