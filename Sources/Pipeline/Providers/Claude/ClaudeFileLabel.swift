import StrictJSON

/// The line that stands in a text for an image or a document: `[image: image/png, 12 KB]`.
struct ClaudeFileLabel {
    private var mediaType: String?
    private var byteCount: Int?

    /// Reads the `source` of a block; the data itself is measured and skipped.
    mutating func readSource(_ reader: inout JSONReader) throws(JSONError) {
        var mediaType: String?
        var encodedCount: Int?
        var isBase64 = true
        try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
            switch key {
            case "type": isBase64 = try reader.readStringIfPresent() == "base64"
            case "media_type": mediaType = try reader.readStringIfPresent()
            case "data": encodedCount = try Self.measure(&reader)
            default: break
            }
        }
        self.mediaType = mediaType
        byteCount = encodedCount.map { isBase64 ? $0 / 4 * 3 : $0 }
    }

    /// The line, for a block of this type.
    func text(_ type: String) -> String {
        let size = byteCount.map { "\(max(1, ($0 + 512) / 1024)) KB" }
        let details = [mediaType, size].compactMap(\.self).joined(separator: ", ")
        return details.isEmpty ? "[\(type)]" : "[\(type): \(details)]"
    }

    private static func measure(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        let isString = try reader.peek() == .string
        let range = try reader.readRaw()
        return isString ? range.count - 2 : nil
    }
}
