import KatoConfiguration
import OpenFeature

/// The configuration as flags: a variant is named after the line that it comes from.
enum FlagTable {
    static func flags(_ config: KatoConfig) throws(FlagError) -> [String: InMemoryFlag] {
        var flags: [String: InMemoryFlag] = [:]
        for flag in FeatureFlag.allCases {
            let rules = config.flags.enumerated().filter { $0.element.flag == flag }
            var conditions: [(condition: FlagExpression?, variant: String)] = []
            var variants = [standardVariant(flag): value(flag, flag.standard(in: config))]
            for (index, rule) in rules {
                let variant = "flags[\(index)]"
                variants[variant] = value(flag, rule.value)
                var condition: FlagExpression?
                if let text = rule.when { condition = try FlagExpression(text) }
                conditions.append((condition, variant))
            }
            flags[flag.rawValue] = InMemoryFlag(
                variants: variants, defaultVariant: standardVariant(flag),
                contextEvaluator: conditions.isEmpty ? nil : evaluator(conditions))
        }
        return flags
    }

    /// The first rule that matches decides.
    private static func evaluator(_ conditions: [(condition: FlagExpression?, variant: String)])
        -> @Sendable (EvaluationContext) -> String?
    {
        { context in conditions.first { $0.condition?.matches(context) ?? true }?.variant }
    }

    private static func standardVariant(_ flag: FeatureFlag) -> String {
        flag == .exports ? "built in" : flag.rawValue
    }

    private static func value(_ flag: FeatureFlag, _ text: String) -> FlagValue {
        flag == .redaction ? .string(text) : .boolean(text == "true")
    }
}
