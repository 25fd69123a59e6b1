import KatoModel

/// Why there is no configuration.
package struct ConfigError: DescribedError {
    /// `config-missing`, `config-unreadable`, `config-unsafe` or `config-invalid`.
    package let code: String
    /// For an invalid file, one line an issue.
    package let message: String
    package let hint: String?
    package let cause: (any Error)?
    /// Everything that is wrong in the file, in its order.
    package let issues: [ConfigIssue]

    private init(code: String, message: String, hint: String?, issues: [ConfigIssue] = []) {
        self.code = code
        self.message = message
        self.hint = hint
        self.issues = issues
        cause = nil
    }

    /// - Parameter isOwn: whether it is the file that a daemon would use.
    static func missing(_ file: String, isOwn: Bool) -> ConfigError {
        ConfigError(
            code: "config-missing", message: "There is no configuration file \(file).",
            hint: isOwn ? "Run `kato init` to make one." : "Check its name.")
    }

    static func unreadable(_ file: String, _ reason: String) -> ConfigError {
        ConfigError(
            code: "config-unreadable", message: "The configuration file \(file) could not be read: \(reason).",
            hint: "Make sure that it is a file that you may read.")
    }

    static func unsafe(_ file: String, _ problem: ConfigFileCheck.Problem) -> ConfigError {
        ConfigError(
            code: "config-unsafe", message: "The configuration file \(file) \(problem.message).", hint: problem.hint)
    }

    static func invalid(_ issues: [ConfigIssue]) -> ConfigError {
        ConfigError(
            code: "config-invalid", message: issues.map(\.text).joined(separator: "\n"),
            hint: issues.allSatisfy { $0.line == 0 && !$0.file.hasPrefix("/") }
                ? "Correct or unset it, then try again; `kato config show` lists all settings."
                : "Correct the file, then try again; or move it away and have `kato init` make a complete one.",
            issues: issues)
    }
}
