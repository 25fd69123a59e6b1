import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waits for a file system that may never answer, and not longer than it has patience.
///
/// A call that takes too long is left to itself and reported as failed. Until it comes back every other call to the same
/// place fails at once: no more than a few threads are ever lost to it, and nothing new begins beside a write that may
/// still happen.
public final class Patience: Sendable {
    private let wait: @Sendable (DispatchSemaphore) -> Void
    /// Calls that nobody waits for any more.
    private let hanging = Atomic(0)

    /// What one call came to, if it did.
    private final class Call<Value: Sendable>: Sendable {
        struct State {
            var result: Result<Value, FileAccessError>?
            var isAbandoned = false
        }

        let state = Mutex(State())
        let done = DispatchSemaphore(value: 0)
    }

    /// - Parameter wait: waits for the end of a call, and not longer than it likes.
    init(_ wait: @escaping @Sendable (DispatchSemaphore) -> Void) {
        self.wait = wait
    }

    /// Does `work` on another thread and returns what it returns; fails with ``FileAccessError/isHanging`` when that
    /// takes too long.
    public func run<Value: Sendable>(
        _ operation: String, _ path: String, _ work: @escaping @Sendable () throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        guard hanging.load(ordering: .acquiring) == 0 else { throw .hanging(operation, path) }
        let call = Call<Value>()
        let hasBegun = OwnThread.start {
            let result = Result { () throws(FileAccessError) in try work() }
            let isAbandoned = call.state.withLock { state in
                state.result = result
                return state.isAbandoned
            }
            if isAbandoned { self.hanging.subtract(1, ordering: .releasing) }
            call.done.signal()
        }
        guard hasBegun else { throw FileAccessError(operation: operation, path: path, errno: EAGAIN) }
        wait(call.done)
        let result = call.state.withLock { state in
            if state.result == nil {
                state.isAbandoned = true
                hanging.add(1, ordering: .releasing)
            }
            return state.result
        }
        guard let result else { throw .hanging(operation, path) }
        return try result.get()
    }

    /// Lets go of something there: to close a file can take as long as to write it.
    func release(_ held: Unmanaged<some AnyObject & Sendable>) {
        if !OwnThread.start({ held.release() }) { held.release() }
    }
}
