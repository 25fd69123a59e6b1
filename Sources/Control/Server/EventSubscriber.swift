import JSONRPC
import KatoControlProtocol
import StrictJSON

/// Carries out `events.subscribe` and `events.unsubscribe`.
struct EventSubscriber: Sendable {
    let hub: EventHub
    let backend: any ControlBackend

    func subscribe(_ arguments: ControlArguments, _ client: ControlConnection) async throws(ErrorObject) -> JSONValue {
        var session: String?
        if let name = arguments.text("session") { session = try await backend.sessionID(name) }
        guard let id = client.newSubscriptionID() else {
            throw ControlErrorCode.busy.errorObject(
                "This connection cannot have another subscription.",
                hint: "End one of its \(ControlLimits.maximumSubscriptions), or connect anew.")
        }
        let kinds = arguments.words("types").map { Set($0.compactMap(ControlEvent.Kind.init(rawValue:))) }
        let subscription = hub.subscribe(
            id: id,
            filter: { [session] event in
                (kinds?.contains(event.kind) ?? true)
                    && (session == nil || event.data["session"]?.stringValue == session)
            }, resume: arguments.text("resume"))
        client.add(subscription)
        return ["subscription": .string(id), "resume": .string(arguments.text("resume") ?? subscription.resume)]
    }

    func unsubscribe(_ arguments: ControlArguments, _ client: ControlConnection) throws(ErrorObject) -> JSONValue {
        guard let subscription = client.remove(try arguments.requiredText("subscription")) else {
            throw ControlErrorCode.notFound.errorObject(
                "This connection has no such subscription.", hint: "Give what events.subscribe answered.")
        }
        hub.end(subscription)
        return ["ended": true]
    }
}
