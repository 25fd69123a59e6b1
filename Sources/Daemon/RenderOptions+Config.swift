import KatoConfiguration
import KatoFlags
import KatoModel
import KatoRendering

extension RenderOptions {
    /// What a recording shows: the flags decide, for its conversation and for what sort of recording it is.
    init(_ flags: FeatureFlags, for plan: RecordingPlan) {
        let isOn = flags.switches(for: plan.session, command: plan.kind == .export ? "export" : "record")
        self.init(
            thinking: isOn(.thinking), toolCalls: isOn(.toolCalls), toolResults: isOn(.toolResults),
            systemEvents: isOn(.systemEvents), italicizeUser: isOn(.italicizeUser), frontMatter: isOn(.frontMatter))
    }
}
