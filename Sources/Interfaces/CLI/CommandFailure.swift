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
        let text = "kato: " + message
        for line in text.split(separator: "\n") { Self.complain(DisplayText.clean(line), hanging: "      ") }
        for candidate in candidates { Console.complain("  - " + DisplayText.clean(candidate)) }
        if let hint { Self.complain("  hint: " + DisplayText.clean(hint), hanging: "        ") }
    }

    /// On a terminal a line ends between words; elsewhere a line is a line.
    private static func complain(_ text: String, hanging: String) {
        let lines =
            Console.isErrorTerminal ? TextWrap.lines(text, width: Console.errorWidth, hanging: hanging) : [text]
        for line in lines { Console.complain(line) }
    }
}
