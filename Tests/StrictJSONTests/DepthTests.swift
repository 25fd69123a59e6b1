import Foundation
import StrictJSON
import Synchronization
import Testing

@Suite struct DepthTests {
    @Test(arguments: [1, 2, 63, 64, 65, 127, 128, 129])
    func `the limit is the number of containers inside each other`(limit: Int) throws {
        for text in [arrays(limit), objects(limit)] {
            #expect(try JSONValue.parse(text, maximumDepth: limit).text() == text)
            let error = #expect(throws: JSONError.self) { try JSONValue.parse(text, maximumDepth: limit - 1) }
            #expect(error?.code == .depth)
        }
    }

    @Test func `the limit counts what is open around a skipped value`() throws {
        try Array("[[[[]]]]".utf8).withUnsafeBytes { raw in
            for (limit, passes) in [(4, true), (3, false)] {
                var reader = try JSONReader(raw, maximumDepth: limit)
                let result = Result { () throws(JSONError) in
                    try reader.readArray { reader throws(JSONError) in
                        try reader.readArray { reader throws(JSONError) in try reader.skipValue() }
                    }
                }
                #expect(((try? result.get()) != nil) == passes)
            }
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `a million open brackets are an error and no crash`(bracket: String) {
        let text = String(repeating: bracket, count: 1_000_000)
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(text) }
        #expect(error?.code == .depth)
    }

    @Test func `the default depth fits half a thread of 512 KiB`() throws {
        let text = objects(JSONReader.defaultDepth)
        let passed = Mutex(false)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            if let value = try? JSONValue.parse(text), let other = try? JSONValue.parse(text) {
                let again = try? JSONValue.parse(value.encoded([.pretty, .sortedKeys, .ascii]))
                passed.withLock { $0 = value == other && again?.hashValue == other.hashValue }
            }
            done.signal()
        }
        thread.stackSize = 256 * 1024
        thread.start()
        done.wait()
        #expect(passed.withLock { $0 })
    }

    private func arrays(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    private func objects(_ depth: Int) -> String {
        String(repeating: "{\"a\":", count: depth - 1) + "{}" + String(repeating: "}", count: depth - 1)
    }
}
