/// The rules that come with the program, as the file `Rules/builtin.rules` states them.
public enum BuiltInRules {
    /// Reads them. It fails only when the file of the source tree is wrong, which a test would show.
    public static func load() throws(RuleError) -> RuleSet {
        try RuleSet(parsing: String(decoding: PackageResources.builtin_rules, as: UTF8.self))
    }
}
