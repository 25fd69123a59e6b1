/// A name beside a file that must not be touched.
package enum AlternativeName {
    /// Linux's NAME_MAX.
    private static let maximumBytes = 255

    /// `x.md` becomes `x-2.md`. The stem is cut where the result would be longer than a name may be.
    package static func make(_ name: String, _ number: Int) -> String {
        let dot = name.utf8.lastIndex(of: 0x2E).flatMap { $0 == name.startIndex ? nil : $0 }
        var stem = name[..<(dot ?? name.endIndex)]
        let ending = "-\(number)" + (dot.map { String(name[$0...]) } ?? "")
        while !stem.isEmpty, stem.utf8.count + ending.utf8.count > maximumBytes { stem.removeLast() }
        return stem + ending
    }
}
