import KatoCLI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Kato {
    static func main() {
        exit(CLIProgram.run(arguments: Array(CommandLine.arguments.dropFirst())))
    }
}
