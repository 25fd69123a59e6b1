import Glibc

/// A thread of its own: measuring must not wait for a pool that other work fills.
struct WorkerThread {
    private let thread: pthread_t

    /// Carries the closure over to the new thread.
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    init(_ run: @escaping @Sendable () -> Void) throws {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            throw BenchError.system("pthread_create", code: code)
        }
        self.thread = thread
    }

    func join() {
        pthread_join(thread, nil)
    }
}
