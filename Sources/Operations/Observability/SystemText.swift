#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's own words for an error number.
enum SystemText {
    static func of(_ code: CInt) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        strerror_r(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
