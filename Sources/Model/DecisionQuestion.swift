/// A question an agent asks with options to choose from.
package struct DecisionQuestion: Sendable, Hashable {
    package let callID: String
    package let header: String?
    package let question: String
    package let options: [DecisionOption]
    package let multiSelect: Bool

    package init(callID: String, header: String?, question: String, options: [DecisionOption], multiSelect: Bool) {
        self.callID = callID
        self.header = header
        self.question = question
        self.options = options
        self.multiSelect = multiSelect
    }
}
