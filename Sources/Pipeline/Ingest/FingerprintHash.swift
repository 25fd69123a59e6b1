import Digest
import KatoModel

/// The short hash by which remembered bytes of a source are recognised.
enum FingerprintHash {
    /// Bytes from the start that are remembered. A record's envelope with its ids and time fits in.
    static let headLimit = 1024
    /// Bytes before the cursor that are remembered.
    static let anchorLimit = 256

    /// 64 bits of SHA-256 as text. Not a defence against forgery; the agent's files are the user's own.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        Hexadecimal.text(ContentHash.sha256(bytes).prefix(8))
    }

    /// The same for an array.
    static func text(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { text($0) }
    }
}
