import ServiceLifecycle

/// A service that is described by its name alone. A group describes its services when it starts, and to describe one by
/// its parts would walk through everything that the daemon holds.
struct NamedService: Service, CustomStringConvertible {
    let service: any Service

    var description: String { "\(type(of: service))" }

    func run() async throws { try await service.run() }
}
