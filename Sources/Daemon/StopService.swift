import ServiceLifecycle

/// Ends the group when somebody asks for it over the control socket.
struct StopService: Service {
    let requests: AsyncStream<Void>

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in requests { return }
        }
    }
}
