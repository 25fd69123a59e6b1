package import KatoModel

/// The renderer for each format.
package enum Renderers {
    /// The renderer that writes `format`.
    package static func make(_ format: RecordingFormat, options: RenderOptions, zone: RenderZone)
        -> any ConversationRenderer
    {
        switch format {
        case .markdown: MarkdownRenderer(options: options, zone: zone)
        case .jsonl: JSONLinesRenderer()
        case .html: HTMLRenderer(options: options, zone: zone)
        }
    }
}
