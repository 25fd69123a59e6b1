#if os(Linux)
    import FileAccess
    import FileTail
    import Glibc
    import KatoTestSupport
    import Testing

    /// Who reads a file, by real files and the real kernel.
    @Suite struct InotifyReaderWatchTests {
        private let folder: TemporaryDirectory
        private let path: String
        private let watch: InotifyReaderWatch

        /// `O_PATH`, which Glibc's module does not have.
        private static let asPlace: Int32 = 0o10000000

        init() throws {
            folder = try TemporaryDirectory()
            path = try folder.write("one\n", to: "notes.md")
            let watch = InotifyReaderWatch(isLocal: { _ in true })
            self.watch = try #require(watch)
        }

        private func status() throws -> FileStatus { try LocalFileSystem().status(path) }

        private func begin() throws -> ReadMark { try #require(watch.watch(path, try status())) }

        private func open(_ flags: Int32, _ body: (Int32) -> Void) {
            let descriptor = Glibc.open(path, flags)
            #expect(descriptor >= 0)
            body(descriptor)
            close(descriptor)
        }

        @Test func `whoever opens a file to read it counts when they close it`() throws {
            let mark = try begin()
            let file = try status()
            open(O_RDONLY) { _ in #expect(watch.mark(path, file) == mark) }
            #expect(watch.mark(path, file) != mark)
        }

        @Test func `looking, appending and saving in place are no reading`() throws {
            let mark = try begin()
            open(O_RDWR | O_APPEND) { descriptor in
                var byte: UInt8 = 0x21
                #expect(write(descriptor, &byte, 1) == 1)
                #expect(pread(descriptor, &byte, 1, 0) == 1)
            }
            open(O_WRONLY | O_TRUNC) { _ in }
            open(Self.asPlace) { _ in }
            #expect(watch.mark(path, try status()) == mark)
            #expect(try begin() == mark)
        }

        @Test func `the mark of a file that was replaced can still be asked for, until the new one is watched`() throws
        {
            let mark = try begin()
            let old = try status()
            let other = try folder.write("two\n", to: "notes.md.new")
            #expect(rename(other, path) == 0)
            open(O_RDONLY) { _ in }
            #expect(watch.mark(path, old) == mark)
            #expect(watch.mark(path, try status()) == nil)
            #expect(try begin() != mark)
            #expect(watch.mark(path, old) == nil)
        }

        @Test func `a file made anew under the number of the old one is another file`() throws {
            let mark = try begin()
            for _ in 0..<3 {
                #expect(unlink(path) == 0)
                try folder.write("again\n", to: "notes.md")
                #expect(try begin() != mark)
            }
        }

        @Test func `another file than the one that is meant is not watched`() throws {
            let old = try status()
            let other = try folder.write("two\n", to: "notes.md.new")
            #expect(rename(other, path) == 0)
            #expect(watch.watch(path, old) == nil)
        }

        @Test func `files that are not of interest any more are let go`() throws {
            let status = try status()
            let mark = try begin()
            watch.keep([path])
            #expect(watch.mark(path, status) == mark)
            watch.keep([])
            #expect(watch.mark(path, status) == nil)
        }

        @Test func `where the kernel does not see every reader nothing is known`() throws {
            let status = try LocalFileSystem().status("/proc/self/status")
            #expect(watch.watch("/proc/self/status", status) == nil)
            let patient = InotifyReaderWatch(isLocal: { _ in false })
            #expect(try #require(patient).watch(path, try self.status()) == nil)
        }

        @Test func `when the system had too much to tell every mark is a new one`() throws {
            let mark = try begin()
            let other = try folder.write("beside\n", to: "other.md")
            _ = watch.watch(other, try LocalFileSystem().status(other))
            // Events of the same file in a row are kept as one, so two files take turns.
            for _ in 0..<9_000 {
                for name in [path, other] { close(Glibc.open(name, O_RDONLY)) }
            }
            let after = try #require(watch.mark(path, try status()))
            #expect(after != mark)
            #expect(watch.mark(path, try status()) == after)
        }
    }

    extension InotifyReaderWatch {
        fileprivate func mark(_ path: String, _ file: FileStatus) -> ReadMark? {
            mark(path, device: file.device, inode: file.inode)
        }
    }
#endif
