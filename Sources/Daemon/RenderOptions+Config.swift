import KatoConfiguration
import KatoRendering

extension RenderOptions {
    /// What the configuration wants to see.
    init(_ render: KatoConfig.Render) {
        self.init(
            thinking: render.thinking, toolCalls: render.toolCalls, toolResults: render.toolResults,
            systemEvents: render.systemEvents, italicizeUser: render.italicizeUser, frontMatter: render.frontMatter)
    }
}
