import Testing

@testable import FileAccess

@Suite struct MountTableTests {
    private static let list = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        23 22 0:21 / /proc rw,nosuid - proc proc rw
        40 22 0:50 / /home/me/far rw - fuse.sshfs me@host: rw,user_id=1000
        41 40 8:2 / /home/me/far/disk rw master:1 - xfs /dev/sdb rw
        42 22 0:51 / /mnt/two\\040words rw shared:7 master:2 - nfs4 server:/x rw
        43 22 0:52 / /mnt/auto rw - autofs systemd-1 rw
        44 43 8:3 / /mnt/auto rw - ext4 /dev/sdc rw
        45 22 8:4 / /fuse rw - fuseblk /dev/sdd rw
        46 22 0:53 / /mnt/nfsd rw - tmpfs nfs rw
        not a line
        """

    @Test(arguments: [
        ("/home/me/far", "/home/me/far"), ("/home/me/far/notes/x.md", "/home/me/far"), ("/home/me/farther/x.md", nil),
        ("/home/me/far/disk/x.md", nil), ("/mnt/two words/x", "/mnt/two words"), ("/mnt/auto/x", nil),
        ("/fuse/x", "/fuse"), ("/mnt/nfsd/x", nil), ("/etc/passwd", nil), ("/", nil),
    ])
    func `a path belongs to the last mount above it, and only some of those may never answer`(
        path: String, mount: String?
    ) {
        #expect(MountTable.mount(of: path, in: MountTable.parse(Self.list)) == mount)
    }

    @Test func `mounts that matter to nobody are not kept`() {
        #expect(
            MountTable.parse(Self.list).map(\.path).sorted() == [
                "/fuse", "/home/me/far", "/home/me/far/disk", "/mnt/auto", "/mnt/auto", "/mnt/two words",
            ])
        #expect(MountTable.parse("22 1 0:9 / / rw - nfs server:/ rw\n23 22 0:1 / /x rw - tmpfs x rw").count == 2)
        #expect(MountTable.parse("").isEmpty)
    }

    @Test func `without a list nothing is slow`() {
        #expect(MountTable(list: "/nonexistent").unreliableMount(of: "/x") == nil)
    }

    @Test func `this machine's own list can be read`() {
        #expect(MountTable().unreliableMount(of: "/proc/self") == nil)
    }
}
