package import KatoModel

/// Names kato chooses for recordings that the user did not name.
package enum DestinationNaming {
    /// The names below the recordings directory for a bare `::record`: `<provider>/<file name>`.
    package static func generated(
        provider: ProviderID,
        date: String,
        title: String?,
        shortID: String,
        format: RecordingFormat = .markdown
    ) -> [String] {
        let folder = Slug.make(provider.rawValue)
        return [folder, fileName(date: date, title: title, shortID: shortID, format: format)]
    }

    /// The name in a folder that the user named: `<yyyy-mm-dd>-<slug>-<shortid>.md`.
    ///
    /// - Parameter date: the local date on which the conversation began.
    package static func fileName(
        date: String,
        title: String?,
        shortID: String,
        format: RecordingFormat = .markdown
    ) -> String {
        "\(date)-\(Slug.make(title))-\(shortID).\(format.fileExtension)"
    }
}
