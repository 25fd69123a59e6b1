import FileAccess
import KatoConfiguration
import KatoModel
import KatoRedaction
import Redaction

/// Makes what looks for secrets from the configuration. What is wrong with a file of rules stops the start.
struct RedactionSetup: Sendable {
    let settings: KatoConfig.Redaction
    let files: any FileSystem

    /// The longest file of rules that is read.
    private static let maximumSize = 1 << 20

    var mode: RedactionMode { RedactionMode(settings.mode) }

    func redactor(salt: String) throws -> Redactor {
        var rules = try BuiltInRules.load()
        for path in settings.rules { rules = rules.adding(try read(path)) }
        return Redactor(rules: rules, allowed: Set(settings.allow), salt: Array(salt.utf8))
    }

    /// What becomes of texts in the logs.
    func sanitizer(_ redactor: Redactor) -> @Sendable (String) -> String {
        guard mode != .off else { return { text in text } }
        return { text in redactor.redact(text).text }
    }

    private func read(_ path: String) throws -> RuleSet {
        do {
            return try RuleSet(parsing: String(decoding: try bytes(of: path), as: UTF8.self))
        } catch let error as RuleError {
            throw Self.wrong("The file of redaction rules \(path) is wrong: \(error)", cause: error)
        } catch let error as FileAccessError {
            throw Self.wrong("The file of redaction rules \(path) cannot be read: \(error.reason).", cause: error)
        }
    }

    private func bytes(of path: String) throws -> [UInt8] {
        try files.open(path).read(at: 0, count: Self.maximumSize)
    }

    private static func wrong(_ message: String, cause: any Error) -> DaemonError {
        DaemonError(
            .redactionRules, message, hint: "Correct it, or take it out of redaction.rules in the configuration.",
            cause: cause)
    }
}
