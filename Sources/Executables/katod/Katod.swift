import Dispatch
import KatoDaemon
import KatoPaths
import TaskLoop

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct Katod {
    /// Not asynchronous: an asynchronous `main` starts threads before its first line, and the daemon restricts itself
    /// while it has only one.
    static func main() {
        let program = KatodProgram(
            arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessEnvironment.current())
        let loop = TaskLoop()
        // Not on the global pool, which never quite sleeps.
        Task(executorPreference: loop) { exit(await program.run(loop)) }
        dispatchMain()
    }
}
