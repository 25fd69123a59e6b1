import KatoModel

/// The beginning of an HTML recording: everything up to where blocks are appended.
///
/// `body` is left open for ever. The end tags of `body` and `html` may be left out in HTML, so the file is whole after
/// every append, and an append never has to change what stands before it.
enum HTMLHead {
    static func block(_ header: RecordingHeader, zone: RenderZone) -> RenderedBlock {
        let id = BlockIdentity.frontID(recordingID: header.recordingID)
        let title = header.title ?? "Conversation \(header.sessionID.short)"
        var facts: [(String, String?)] = [
            ("Agent", header.provider.rawValue), ("Conversation", header.nativeID), ("Folder", header.cwd),
            ("Branch", header.gitBranch),
        ]
        facts.append(("Models", header.models.isEmpty ? nil : header.models.joined(separator: ", ")))
        facts.append(("Begun", header.createdAt.map(zone.heading)))
        let rows = facts.compactMap { name, value in
            value.map {
                "<div><dt>\(name)</dt><dd>\(HTMLText.escaped(MarkdownText.oneLine($0, limit: 400)))</dd></div>"
            }
        }
        let shown = HTMLText.escaped(MarkdownText.oneLine(title, limit: 200))
        let text = """
            <!DOCTYPE html>
            \(BlockIdentity.htmlLine(id))
            <html lang="">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="kato">
            <title>\(shown)</title>
            <style>
            \(HTMLStyle.sheet)
            </style>
            </head>
            <body>
            <header class="top"><h1>\(shown)</h1>
            <dl>
            \(rows.joined(separator: "\n"))
            </dl></header>

            """
        return RenderedBlock(id: id, text: text)
    }

    /// Nothing is loaded from anywhere and no script runs, whatever the file is made to hold by others.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
}
