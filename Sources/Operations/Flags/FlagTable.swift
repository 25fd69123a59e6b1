import KatoConfiguration
import KatoModel
import OpenFeature

/// The configuration as flags: a variant is named after the line that it comes from.
enum FlagTable {
    static func flags(_ config: KatoConfig, _ canonical: (String) -> String?) throws(FlagError) -> [String:
        InMemoryFlag]
    {
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
            let folders = folders(config, flag, canonical, &variants)
            flags[flag.rawValue] = InMemoryFlag(
                variants: variants, defaultVariant: standardVariant(flag),
                contextEvaluator: conditions.isEmpty && folders == nil ? nil : evaluator(conditions, folders))
        }
        return flags
    }

    /// The first rule that matches decides, then the innermost workspace with a value.
    private static func evaluator(
        _ conditions: [(condition: FlagExpression?, variant: String)], _ folders: FolderMap<String>?
    ) -> @Sendable (EvaluationContext) -> String? {
        { context in
            if let rule = conditions.first(where: { $0.condition?.matches(context) ?? true }) { return rule.variant }
            guard case .string(let folder) = context.attributes["cwd"] else { return nil }
            return folders?.values(for: folder).first
        }
    }

    /// The workspaces that have a value of `flag`, each with its variant; `nil` when none has.
    private static func folders(
        _ config: KatoConfig, _ flag: FeatureFlag, _ canonical: (String) -> String?,
        _ variants: inout [String: FlagValue]
    ) -> FolderMap<String>? {
        var entries: [(path: String, value: String)] = []
        for (index, workspace) in config.workspaces.enumerated() {
            guard let truth = workspace.render[flag] else { continue }
            let variant = "workspaces[\(index)]"
            variants[variant] = .boolean(truth)
            let names = Set([workspace.path, canonical(workspace.path) ?? workspace.path])
            entries += names.map { ($0, variant) }
        }
        return entries.isEmpty ? nil : FolderMap(entries)
    }

    private static func standardVariant(_ flag: FeatureFlag) -> String {
        flag == .exports ? "built in" : flag.rawValue
    }

    private static func value(_ flag: FeatureFlag, _ text: String) -> FlagValue {
        flag == .redaction ? .string(text) : .boolean(text == "true")
    }
}
