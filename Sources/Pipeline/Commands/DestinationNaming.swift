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

    /// The folders and the name of a conversation's file.
    ///
    /// - Parameters:
    ///   - template: the user's; it alone decides.
    ///   - isSorted: whether files of each agent go to a folder of their own.
    static func names(
        _ session: Session, by template: FileNameTemplate?, isSorted: Bool, date: String, format: RecordingFormat
    ) -> [String] {
        let (provider, title, id) = (session.key.provider, session.facts.title, session.id.short)
        guard let template else {
            return isSorted
                ? generated(provider: provider, date: date, title: title, shortID: id, format: format)
                : [fileName(date: date, title: title, shortID: id, format: format)]
        }
        var values = ["date": date, "title": Slug.make(title), "id": id, "provider": Slug.make(provider.rawValue)]
        values["branch"] = session.facts.gitBranch.map { Slug.make($0) }
        return template.components(values, fileExtension: format.fileExtension)
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
