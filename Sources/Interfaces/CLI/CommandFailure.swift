import KatoControlClient
import KatoModel

/// Why a command did not do what it was asked: a sentence, a remedy and an exit code.
struct CommandFailure: Error {
    let message: String
    let hint: String?
    let status: ExitStatus

    init(_ message: String, hint: String?, status: ExitStatus = .failed) {
        self.message = message
        self.hint = hint
        self.status = status
    }

    init(_ error: any DescribedError, status: ExitStatus) {
        self.init(error.message, hint: error.hint, status: status)
    }

    init(_ error: ControlClientError) {
        let status: ExitStatus = if case .notRunning = error { .notRunning } else { .failed }
        self.init(error, status: status)
    }

    /// Says it on standard error.
    func report() {
        Console.complain(
            "kato: " + message.split(separator: "\n").map { DisplayText.clean($0) }.joined(separator: "\n"))
        if let hint { Console.complain("  hint: " + DisplayText.clean(hint)) }
    }
}
