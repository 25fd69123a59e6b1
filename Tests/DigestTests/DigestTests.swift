import Digest
import KatoTestSupport
import Testing

@Suite struct DigestTests {
    /// FIPS 180-2, appendix B, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `a digest equals the published one`(text: String, expected: String) {
        #expect(hexadecimal(ContentHash.sha256(text)) == expected)
        #expect(hexadecimal(ContentHash.sha256(Array(text.utf8))) == expected)
        #expect(Array(text.utf8).withUnsafeBytes { hexadecimal(ContentHash.sha256($0)) } == expected)
        let prefix = Array(text.utf8).withUnsafeBytes { ContentHash.sha256Prefix($0) }
        #expect(
            [prefix.high, prefix.low]
                == [expected.prefix(16), expected.prefix(32).suffix(16)].map { UInt64($0, radix: 16) })
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `bytes in pieces give the digest of the whole`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
            UInt8.random(in: 0...255, using: &generator)
        }
        var stream = SHA256Stream()
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...80, using: &generator))
            if Bool.random(using: &generator) {
                stream.update(Array(piece))
            } else {
                Array(piece).withUnsafeBytes { stream.update($0) }
            }
            rest = rest.dropFirst(piece.count)
        }
        #expect(stream.finish() == ContentHash.sha256(bytes), "seed \(seed)")
    }

    @Test func `a stream goes on after it was asked for its digest`() {
        var stream = SHA256Stream()
        stream.update("ab")
        let early = stream.finish()
        stream.update("c")
        #expect(early == ContentHash.sha256("ab"))
        #expect(stream.finish() == ContentHash.sha256("abc"))
    }

    @Test func `a name UUID equals the one of RFC 9562`() {
        // Appendix A.4: the DNS namespace and www.example.com.
        let dns: [UInt8] = [
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
        ]
        #expect(NameUUID.version5(namespace: dns, name: "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
    }
}
