public import StrictJSON

/// Turns a request line into a response line; who sends them is somebody else's matter.
public struct Responder: Sendable {
    private let limits: Limits

    /// A responder that refuses what exceeds the limits.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Carries out one line and returns the whole reply with its line end.
    ///
    /// Entries of a batch are carried out one after the other, in their order. `nil` when nothing may be sent:
    /// for an empty line, a notification, or a batch of nothing else.
    public func answer(
        _ line: [UInt8],
        dispatch: (Request) async -> Result<JSONValue, ErrorObject>
    ) async -> [UInt8]? {
        await answer(read(line), dispatch: dispatch)
    }

    /// What a line is, for who has to know it before it is carried out.
    public func read(_ line: [UInt8]) -> IncomingLine {
        Message.decode(line, limits: limits)
    }

    /// Carries out a line that was read before.
    public func answer(
        _ line: IncomingLine,
        dispatch: (Request) async -> Result<JSONValue, ErrorObject>
    ) async -> [UInt8]? {
        switch line {
        case .empty:
            return nil
        case .single(let entry):
            guard let reply = await reply(to: entry, dispatch) else { return nil }
            return reply + [UInt8(ascii: "\n")]
        case .batch(let entries):
            var replies: [UInt8] = []
            for entry in entries {
                guard let reply = await reply(to: entry, dispatch) else { continue }
                replies.append(UInt8(ascii: replies.isEmpty ? "[" : ","))
                replies += reply
            }
            return replies.isEmpty ? nil : replies + "]\n".utf8
        }
    }

    private func reply(
        to entry: Result<Request, Rejection>,
        _ dispatch: (Request) async -> Result<JSONValue, ErrorObject>
    ) async -> [UInt8]? {
        switch entry {
        case .failure(let rejection):
            return Response(id: rejection.id, result: .failure(rejection.error)).encoded()
        case .success(let request):
            let result = await dispatch(request)
            guard let id = request.id else { return nil }
            let reply = Response(id: id, result: result).encoded()
            guard reply.count > limits.maximumResponseLength else { return reply }
            let error = ErrorObject.internalError("The response exceeds \(limits.maximumResponseLength) bytes.")
            return Response(id: id, result: .failure(error)).encoded()
        }
    }
}
