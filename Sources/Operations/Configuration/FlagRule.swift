/// A value of a flag for the conversations and commands that a condition describes.
package struct FlagRule: Sendable, Hashable {
    package let flag: FeatureFlag
    /// One of the flag's values.
    package let value: String
    /// A `FlagExpression` over ``attributes``, checked when the file was read; `nil` for always.
    package let when: String?

    /// What conditions may ask for.
    package static let attributes = ["provider", "session", "cwd", "gitBranch", "title", "command"]

    package init(flag: FeatureFlag, value: String, when: String?) {
        self.flag = flag
        self.value = value
        self.when = when
    }
}
