import FileAccess
import KatoConfiguration
import OpenFeature

/// Who the flag service is told that asks: from a variable, or from a file that nobody else can read.
struct FlagServiceToken: Sendable {
    /// The longest token, in bytes.
    private static let limit = 8192

    /// Wins over the file; `nil` or empty for none.
    let variable: String?
    /// Empty for none.
    let path: String
    let user: UInt32
    let files: any FileSystem
    /// Whether others could read it on its way.
    let isExposed: Bool

    /// The token as it is now: a file that was written anew counts at once.
    ///
    /// - Throws: what is wrong with it; then nobody is to be asked.
    func read() throws(FlagError) -> String? {
        if let variable, !variable.isEmpty { return try token(Array(variable.utf8), ConfigOverrides.flagServiceToken) }
        if path.isEmpty { return nil }
        let bytes: [UInt8]
        do {
            let file = try files.open(path)
            let status = try file.status()
            guard status.owner == user, status.mode & 0o077 == 0 else {
                throw wrong(path, "can be read by others; take that right away with chmod 600.")
            }
            bytes = try file.read(at: 0, count: Self.limit + 1)
        } catch let error as FileAccessError {
            throw wrong(path, "cannot be read: \(error.reason).")
        } catch {
            throw FlagError(error)
        }
        return try token(bytes, path)
    }

    /// Only what a header can hold: anything else would be sent as something else than it is.
    private func token(_ bytes: [UInt8], _ source: String) throws(FlagError) -> String {
        let text = bytes.split(whereSeparator: { [0x20, 0x09, 0x0A, 0x0D].contains($0) })
        guard text.count == 1, text[0].count <= Self.limit, text[0].allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw wrong(source, "holds no token: one word of letters, digits and signs.")
        }
        if isExposed { throw wrong(source, "would go over the network for all to read; use https.") }
        return String(decoding: text[0], as: UTF8.self)
    }

    private func wrong(_ source: String, _ problem: String) -> FlagError {
        FlagError(.general, "The flag service is not asked, because \(source) \(problem)")
    }
}
