import Synchronization

/// What goes wrong in a ``FaultyFileSystem``: decided call by call, and counted.
package final class FaultPlan: Sendable {
    /// One call that changes a file or makes it durable, in the order they happen.
    package struct Call: Sendable, Hashable {
        /// `create`, `append`, `overwrite`, `sync`, `exchange`, `rename`, `remove`, `sync-folder`, `make-folders`.
        package let operation: String
        package let path: String
        /// Counted from 0 since the plan was made.
        package let index: Int
    }

    /// What becomes of a call.
    package enum Verdict: Sendable, Hashable {
        case pass
        /// Fails with a system error number and changes nothing.
        case fail(Int32)
        /// An append that writes its first bytes and then fails.
        case cut(after: Int, Int32)
    }

    private let calls = Mutex<[Call]>([])
    private let decide: @Sendable (Call) -> Verdict

    package init(_ decide: @escaping @Sendable (Call) -> Verdict = { _ in .pass }) {
        self.decide = decide
    }

    /// A machine that dies at call `index`: that call and all later ones fail, an append having written half.
    package static func crash(at index: Int) -> FaultPlan {
        FaultPlan { call in
            guard call.index >= index else { return .pass }
            return call.index == index && call.operation == "append" ? .cut(after: .max, 5) : .fail(5)
        }
    }

    /// Only the call `index` fares badly.
    package static func once(at index: Int, _ verdict: Verdict) -> FaultPlan {
        FaultPlan { $0.index == index ? verdict : .pass }
    }

    /// Everything that was tried.
    package var log: [Call] { calls.withLock { $0 } }

    func verdict(_ operation: String, _ path: String) -> Verdict {
        let call = calls.withLock { calls in
            let call = Call(operation: operation, path: path, index: calls.count)
            calls.append(call)
            return call
        }
        return decide(call)
    }
}
