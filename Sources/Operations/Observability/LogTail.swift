package import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a log from its end, page by page.
package enum LogTail {
    /// Lines of one page, the oldest first, and where the page begins in the file.
    package struct Page: Sendable, Hashable {
        package let lines: [JSONValue]
        /// Bytes before the page's first line; 0 when there is nothing before it.
        package let start: Int64
    }

    /// Bytes that one page may take: a line has some hundred.
    private static let window = 1 << 20

    /// The last `limit` lines that end at or before `end`, or at the end of the file. A line that is no JSON is left
    /// out; a log that is not there has no lines.
    package static func read(_ path: String, limit: Int, before end: Int64? = nil) throws(ObservabilityError) -> Page {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return Page(lines: [], start: 0) }
            throw .unwritable(path, "read", errno: errno)
        }
        defer { close(descriptor) }
        let size = Int64(lseek(descriptor, 0, SEEK_END))
        let stop = min(end ?? size, size)
        let begin = max(0, stop - Int64(window))
        var bytes = [UInt8](repeating: 0, count: Int(max(0, stop - begin)))
        let count = pread(descriptor, &bytes, bytes.count, off_t(begin))
        guard count >= 0 else { throw .unwritable(path, "read", errno: errno) }
        bytes.removeLast(bytes.count - count)
        return page(bytes[...], begin: begin, limit: limit)
    }

    private static func page(_ bytes: ArraySlice<UInt8>, begin: Int64, limit: Int) -> Page {
        var lines: [JSONValue] = []
        var rest = bytes
        // What follows the last line end is not written to its end yet.
        guard let last = rest.lastIndex(of: 0x0A) else { return Page(lines: [], start: 0) }
        rest = rest[...last]
        var start = rest.endIndex
        while lines.count < limit, !rest.isEmpty {
            let body = rest.dropLast()
            let lineStart = body.lastIndex(of: 0x0A).map { $0 + 1 } ?? body.startIndex
            // The window may begin inside a line.
            if lineStart == bytes.startIndex, begin > 0 { break }
            if let value = try? JSONValue.parse(Array(body[lineStart...])) { lines.append(value) }
            start = lineStart
            rest = rest[..<lineStart]
        }
        return Page(lines: lines.reversed(), start: begin + Int64(start))
    }
}
