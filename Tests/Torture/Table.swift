/// Rows of cells as text: the first column flush left, numbers flush right.
struct Table {
    let header: [String]
    private(set) var rows: [[String]] = []

    init(_ header: String...) {
        self.header = header
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            "  "
                + row.indices.map { column in
                    let gap = String(repeating: " ", count: widths[column] - row[column].count)
                    return column == 0 ? row[column] + gap : gap + row[column]
                }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
