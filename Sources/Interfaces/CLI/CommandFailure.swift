import KatoControlClient
import KatoModel

/// Why a command did not do what it was asked: a sentence, a remedy and an exit code.
struct CommandFailure: Error {
    let message: String
    let hint: String?
    /// What a name could have meant.
    let candidates: [String]
    let status: ExitStatus

    init(_ message: String, hint: String?, candidates: [String] = [], status: ExitStatus = .failed) {
        self.message = message
        self.hint = hint
        self.candidates = candidates
        self.status = status
    }

    init(_ error: any DescribedError, status: ExitStatus) {
        self.init(error.message, hint: error.hint, status: status)
    }

    init(_ error: ControlClientError) {
        let status: ExitStatus = if case .notRunning = error { .notRunning } else { .failed }
        self.init(error.message, hint: error.hint, candidates: error.candidates, status: status)
    }

    /// Says it on standard error.
    func report() {
        Console.complain(
            "kato: " + message.split(separator: "\n").map { DisplayText.clean($0) }.joined(separator: "\n"))
        for candidate in candidates { Console.complain("  - " + DisplayText.clean(candidate)) }
        guard let hint else { return }
        // On a terminal it ends between words; elsewhere a line is a line.
        let text = "  hint: " + DisplayText.clean(hint)
        let lines =
            Console.isErrorTerminal ? TextWrap.lines(text, width: Console.errorWidth, hanging: "        ") : [text]
        for line in lines { Console.complain(line) }
    }
}
