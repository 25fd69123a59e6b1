/// A request on the control socket was answered.
package struct ControlAnswered: InternalEvent {
    package let method: String
    /// The error's code; `nil` when it went well.
    package let errorCode: Int?
    /// Nanoseconds since 1970.
    package let began: UInt64
    package let ended: UInt64

    package init(method: String, errorCode: Int?, began: UInt64, ended: UInt64) {
        self.method = method
        self.errorCode = errorCode
        self.began = began
        self.ended = ended
    }

    package var name: String { "control.answered" }
    package var level: EventLevel { .debug }
    package var fields: [(String, FieldValue)] {
        present(
            ("method", .string(method)), ("errorCode", errorCode.map { .number($0) }),
            ("microseconds", .number((ended &- began) / 1000)))
    }
    package var metrics: [EventMetric] {
        [
            EventMetric(
                "rpc.server.call.duration", .histogram, unit: "us", Int64((ended &- began) / 1000),
                ["rpc.method": method])
        ]
    }
    package var span: EventSpan? {
        EventSpan(method, .request, began: began, ended: ended, isError: errorCode != nil)
    }
}

/// A client was turned away before anything was read from it.
package struct ControlRejected: InternalEvent {
    package let peerUID: UInt32
    package let peerPID: Int32
    /// A stable word, for example `other-user`.
    package let reason: String

    package init(peerUID: UInt32, peerPID: Int32, reason: String) {
        self.peerUID = peerUID
        self.peerPID = peerPID
        self.reason = reason
    }

    package var name: String { "control.rejected" }
    package var level: EventLevel { .warning }
    package var fields: [(String, FieldValue)] {
        [("peerUID", .number(peerUID)), ("peerPID", .number(peerPID))]
    }
    package var audit: AuditFields? { AuditFields(.deny, reason: reason) }
}

/// A client asked for a method that changes something.
package struct ControlRequested: InternalEvent {
    package let method: String
    /// `write` or `admin`.
    package let access: String
    package let peerUID: UInt32
    package let peerPID: Int32
    /// The program that asked; `nil` where the system cannot say for certain.
    package let peerExecutable: String?
    package let isAllowed: Bool
    /// A stable word, for example `same-user`.
    package let reason: String

    package init(
        method: String, access: String, peerUID: UInt32, peerPID: Int32, peerExecutable: String? = nil, isAllowed: Bool,
        reason: String
    ) {
        self.method = method
        self.access = access
        self.peerUID = peerUID
        self.peerPID = peerPID
        self.peerExecutable = peerExecutable
        self.isAllowed = isAllowed
        self.reason = reason
    }

    package var name: String { "control.requested" }
    package var fields: [(String, FieldValue)] {
        present(
            ("method", .string(method)), ("access", .string(access)), ("peerUID", .number(peerUID)),
            ("peerPID", .number(peerPID)), ("peerExecutable", peerExecutable.map { .string($0) }))
    }
    package var audit: AuditFields? { AuditFields(isAllowed ? .allow : .deny, reason: reason) }
}

/// The control socket's path did not lead to it any more.
package struct ControlSocketDisplaced: InternalEvent {
    package let path: String
    /// Whether a new socket was put in its place.
    package let isRenewed: Bool

    package init(path: String, isRenewed: Bool) {
        self.path = path
        self.isRenewed = isRenewed
    }

    package var name: String { "control.socket.displaced" }
    package var level: EventLevel { isRenewed ? .notice : .error }
    package var fields: [(String, FieldValue)] {
        [("path", .string(path)), ("isRenewed", .bool(isRenewed))]
    }
}
