import ServiceLifecycle

/// Ends the group when somebody asks for it over the control socket, or when another worker has to take over.
struct StopService: Service {
    let requests: AsyncStream<DaemonEnd>
    let choice: EndChoice

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await end in requests {
                choice.choose(end)
                return
            }
        }
    }
}
