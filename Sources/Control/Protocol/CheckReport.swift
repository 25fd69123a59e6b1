package import StrictJSON

/// What came of comparing the agents' files with the journal.
package struct CheckReport: WireValue {
    package let files: Int
    package let records: Int
    /// Bytes of files that are read line by line; each is part of a record that the journal holds, or a line end.
    package let bytes: Int64
    /// What the journal does not hold although it should.
    package let problems: [CheckFinding]
    /// What it does not hold with good reason.
    package let skips: [CheckFinding]

    package init(files: Int, records: Int, bytes: Int64, problems: [CheckFinding], skips: [CheckFinding]) {
        self.files = files
        self.records = records
        self.bytes = bytes
        self.problems = problems
        self.skips = skips
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The report")
        files = try reader.count("files")
        records = try reader.count("records")
        bytes = try reader.integer("bytes")
        problems = try reader.values("problems")
        skips = try reader.values("skips")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "files": .count(files), "records": .count(records), "bytes": .int(bytes), "problems": .list(problems),
            "skips": .list(skips),
        ]
    }
}
