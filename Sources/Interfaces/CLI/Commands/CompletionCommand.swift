import ArgumentParser

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a completion script for a shell.",
        discussion: """
            bash:  kato completion bash > ~/.local/share/bash-completion/completions/kato
            zsh:   kato completion zsh > "${fpath[1]}/_kato"
            fish:  kato completion fish > ~/.config/fish/completions/kato.fish

            Conversations are completed from the running daemon.
            """)

    /// The shells that scripts can be made for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        let script = KatoCommand.completionScript(for: kind)
        // It is read by a shell that runs already, so it names none.
        Console.print(script.hasPrefix("#!") ? String(script.drop { $0 != "\n" }.dropFirst()) : script)
    }
}
