import ServiceLifecycle
import TaskLoop

/// A service whose tasks take turns on a loop.
struct LoopedService: Service {
    let service: any Service
    let loop: TaskLoop

    func run() async throws {
        let service = service
        try await loop.run { try await service.run() }
    }
}
