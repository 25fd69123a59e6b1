#if os(Linux)
    import Glibc

    /// Whole events as the kernel writes them, one after the other.
    enum InotifyRecords {
        /// - Parameter body: is given each event with the bytes of its name, which NUL bytes may follow.
        static func forEach(
            in bytes: UnsafeRawBufferPointer, _ body: (inotify_event, Slice<UnsafeRawBufferPointer>) -> Void
        ) {
            let header = MemoryLayout<inotify_event>.size
            var offset = 0
            while offset + header <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let end = offset + header + Int(event.len)
                body(event, bytes[(offset + header)..<min(bytes.count, end)])
                offset = end
            }
        }
    }
#endif
