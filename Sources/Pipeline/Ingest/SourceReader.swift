import FileAccess
import KatoModel
import KatoProviders

/// Opens sources for reading, each in its shape: the only place that knows them all.
struct SourceReader: Sendable {
    let files: any FileSystem
    let limits: ReadLimits

    /// Begins a look at a source.
    func open(_ tracked: TrackedSource) -> any SourceReading {
        switch tracked.found.claim.shape {
        case .lines: LineReading(files: files, limits: limits, tracked: tracked)
        case .compressedLines: CompressedReading(files: files, limits: limits, tracked: tracked)
        case .document(let layout): DocumentReading(files: files, limits: limits, tracked: tracked, layout: layout)
        case .tree(let layout): TreeReading(files: files, limits: limits, tracked: tracked, layout: layout)
        case .database(let layout): DatabaseReading(files: files, limits: limits, tracked: tracked, layout: layout)
        }
    }

    /// What the files near a source say about its conversation.
    func facts(_ found: FoundSource) -> SessionFacts {
        var contents: [String: [UInt8]] = [:]
        for companion in found.claim.companions {
            // One that is missing or cannot be read says nothing; the conversation does not wait for it.
            guard let file = try? files.open(found.root.path + "/" + companion),
                let size = try? file.status().size,
                // Of a long one the end: agents append to what grows.
                let content = try? file.read(
                    at: size - min(size, UInt64(limits.companion)), count: limits.companion)
            else { continue }
            contents[companion] = content
        }
        return contents.isEmpty
            ? SessionFacts() : found.root.provider.facts(found.components, companions: contents)
    }
}
