/// One option of a ``DecisionQuestion``.
package struct DecisionOption: Sendable, Hashable {
    package let label: String
    package let explanation: String?

    package init(label: String, explanation: String?) {
        self.label = label
        self.explanation = explanation
    }
}
