import JSONRPC
import StrictJSON

/// The line that tells a subscriber of an event: a JSON-RPC notification.
package enum EventNotification {
    /// The method of the notification.
    package static let method = "events.event"

    /// The line, with its end.
    ///
    /// - Parameter resume: what to give to `events.subscribe` to go on after this event.
    package static func line(_ event: ControlEvent, subscription: String, resume: String) -> [UInt8] {
        var params: JSONObject = ["subscription": .string(subscription), "resume": .string(resume)]
        for member in event.json.objectValue ?? [:] { params[member.key] = member.value }
        return Request(id: nil, method: method, params: .object(params)).encoded()
    }
}
