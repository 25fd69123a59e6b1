import KatoConfiguration
import KatoFlags
import KatoModel
import KatoRendering

extension RenderOptions {
    /// What a recording shows: the flags decide, for its conversation and for what sort of recording it is.
    init(_ flags: FeatureFlags, for plan: RecordingPlan) {
        let command = plan.kind == .export ? "export" : "record"
        self.init(
            thinking: flags.isOn(.thinking, for: plan.session, command: command),
            toolCalls: flags.isOn(.toolCalls, for: plan.session, command: command),
            toolResults: flags.isOn(.toolResults, for: plan.session, command: command),
            systemEvents: flags.isOn(.systemEvents, for: plan.session, command: command),
            italicizeUser: flags.isOn(.italicizeUser, for: plan.session, command: command),
            frontMatter: flags.isOn(.frontMatter, for: plan.session, command: command))
    }
}
