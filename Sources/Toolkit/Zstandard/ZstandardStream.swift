import CLinuxShims

/// Decompresses Zstandard that arrives in pieces, with the system's libzstd.
///
/// Memory is bounded by the window that the compressor chose, which libzstd limits to 128 MiB.
public final class ZstandardStream {
    private let stream: UnsafeMutableRawPointer
    /// The last step filled its output: there may be more to put out without more input.
    public private(set) var mayHoldMore = false

    /// Bytes that one step puts out at most: the largest block of the format.
    public static let stepBytes = 128 << 10

    /// Returns `nil` where the system has no libzstd.
    public init?() {
        guard let stream = shim_zstd_begin() else { return nil }
        self.stream = stream
    }

    deinit {
        shim_zstd_end(stream)
    }

    /// Decompresses some of `bytes` from `position` on, moves it, and appends at most ``stepBytes`` to `output`.
    public func step(_ bytes: [UInt8], from position: inout Int, into output: inout [UInt8]) throws(ZstandardError) {
        var state: Int32 = 0
        var used = position
        let piece = [UInt8](unsafeUninitializedCapacity: Self.stepBytes) { buffer, count in
            bytes.withUnsafeBytes { input in
                var from = shim_zstd_buffer(
                    bytes: UnsafeMutableRawPointer(mutating: input.baseAddress), size: input.count, position: used)
                var to = shim_zstd_buffer(
                    bytes: UnsafeMutableRawPointer(buffer.baseAddress), size: buffer.count, position: 0)
                state = shim_zstd_continue(stream, &to, &from)
                (used, count) = (from.position, to.position)
            }
        }
        guard state >= 0 else { throw ZstandardError(offset: used) }
        position = used
        mayHoldMore = piece.count == Self.stepBytes
        output += piece
    }
}
