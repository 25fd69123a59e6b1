package import KatoProviders

/// A folder of an agent to be followed.
package struct IngestRoot: Sendable {
    package let path: String
    package let provider: any Provider

    package init(path: String, provider: any Provider) {
        self.path = path
        self.provider = provider
    }

    /// Everything that is read because of it: the folder, and the files elsewhere that its provider asks for.
    package var readable: [String] {
        [path] + provider.companionsOutsideRoots.map { path + "/" + $0 }
    }
}
