/// One row of the table of methods.
package struct MethodDefinition: Sendable, Hashable {
    /// What calling a method can do.
    package enum Access: String, Sendable, Hashable, CaseIterable {
        /// Changes nothing.
        case read
        /// Changes recordings or writes files.
        case write
        /// Changes the daemon itself.
        case admin
    }

    package let access: Access
    /// One sentence.
    package let summary: String
    /// In the order in which they are taken from an array.
    package let parameters: [MethodParameter]
    /// What it answers, in words.
    package let result: String

    init(_ access: Access, _ summary: String, _ parameters: [MethodParameter] = [], result: String) {
        self.access = access
        self.summary = summary
        self.parameters = parameters
        self.result = result
    }
}
