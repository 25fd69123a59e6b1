import KatoModel

extension EventDraft {
    /// A record, or a part of one, that is kept as it is.
    static func raw(_ reason: String, _ time: Timestamp?) -> EventDraft {
        EventDraft(kind: .raw, content: .raw(reason: reason), time: time)
    }

    /// A fact under the agent's own word for it.
    static func info(_ name: String, _ text: String?, _ time: Timestamp?) -> EventDraft {
        EventDraft(kind: .providerInfo, content: .info(name: name, text: text), time: time)
    }
}
