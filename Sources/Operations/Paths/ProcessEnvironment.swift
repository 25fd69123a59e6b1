#if canImport(Glibc)
    @preconcurrency import Glibc
#else
    @preconcurrency import Darwin
#endif

/// The environment this process was started with.
package enum ProcessEnvironment {
    /// Every variable by its name. Of a name that stands there twice the first counts, as in getenv(3). Bytes that are
    /// not UTF-8 become U+FFFD, which ``KatoPaths`` refuses in a path.
    package static func current() -> [String: String] {
        var result: [String: String] = [:]
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        while let entry = next, let text = entry.pointee {
            let assignment = String(cString: text)
            if let equals = assignment.firstIndex(of: "=") {
                let name = String(assignment[..<equals])
                if result[name] == nil { result[name] = String(assignment[assignment.index(after: equals)...]) }
            }
            next = entry + 1
        }
        return result
    }
}
