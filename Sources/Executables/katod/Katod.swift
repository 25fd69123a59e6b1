import KatoDaemon
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Katod {
    static func main() async {
        let code = await KatodProgram.run(
            arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessEnvironment.current())
        exit(code)
    }
}
