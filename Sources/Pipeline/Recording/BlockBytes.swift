import KatoModel
import KatoRendering

/// A block with the bytes it is to have in the file.
struct BlockBytes: Sendable {
    let id: String
    let bytes: [UInt8]

    init(_ block: RenderedBlock) {
        id = block.id
        bytes = Array(block.text.utf8)
    }

    /// A block of a stored write.
    init(_ block: PlacedBlock, of job: WriteJob) {
        id = block.id
        bytes = Array(job.payload[Int(block.offset)..<Int(block.offset) + block.length])
    }
}
