import Crypto

/// UUIDs made from a name, so that the same name gives the same UUID everywhere and at all times.
public enum NameUUID {
    /// The version 5 UUID of `name` (RFC 9562, section 5.5) as 36 lower-case characters.
    ///
    /// - Parameter namespace: the 16 bytes of the namespace's UUID.
    public static func version5(namespace: [UInt8], name: String) -> String {
        precondition(namespace.count == 16, "a namespace is a UUID of 16 bytes")
        var hash = Insecure.SHA1()
        namespace.withUnsafeBytes { hash.update(bufferPointer: $0) }
        var name = name
        name.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        var bytes = hash.finalize().withUnsafeBytes { Array($0.prefix(16)) }
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return text(bytes)
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var characters: [UInt8] = []
        characters.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { characters.append(UInt8(ascii: "-")) }
            characters.append(digits[Int(byte >> 4)])
            characters.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
