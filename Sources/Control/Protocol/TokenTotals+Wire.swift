package import KatoModel
package import StrictJSON

extension TokenTotals: WireValue {
    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The tokens")
        self.init()
        input = try reader.count("input")
        output = try reader.count("output")
        cacheRead = try reader.count("cacheRead")
        cacheWrite = try reader.count("cacheWrite")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "input": .count(input), "output": .count(output), "cacheRead": .count(cacheRead),
            "cacheWrite": .count(cacheWrite),
        ]
    }
}
