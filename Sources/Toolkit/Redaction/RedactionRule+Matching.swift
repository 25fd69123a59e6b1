extension RedactionRule {
    /// Bytes that have to be there for a text's end to count as a cut in a secret: two fifths of it, and these.
    private static let leastOfCutSecret = 8

    /// The fewest bytes that the elements take.
    private var leastLength: Int {
        elements.reduce(0) { sum, element in
            switch element {
            case .literal(let literal), .until(let literal, _): sum + literal.count
            case .run(_, let minimum, _): sum + minimum
            }
        }
    }

    /// The match whose anchor stands at `start`.
    ///
    /// - Parameter end: where the text ends for the rule, which may be before an ellipsis.
    func match(_ text: UnsafeBufferPointer<UInt8>, anchor: Literal, at start: Int, end: Int, mayBeCut: Bool)
        -> RuleMatch?
    {
        guard let begin = beginning(text, before: start) else { return nil }
        let anchorEnd = start + anchor.count
        var position = anchorEnd
        var secretStart = secret == nil || secret?.lowerBound == 0 ? begin : secret?.lowerBound == 1 ? start : nil
        var secretEnd: Int? = secret?.upperBound == 1 ? anchorEnd : nil
        for (index, element) in elements.enumerated() {
            if secret?.lowerBound == index + 2 { secretStart = position }
            switch Self.step(element, text, position, end) {
            case .passed(let next): position = next
            case .cut(let reached):
                guard mayBeCut else { return nil }
                return cut(text, secretStart, anchorEnd, reached, hasSecret: secretEnd)
            case .failed: return nil
            }
            if secret?.upperBound == index + 2 { secretEnd = position }
        }
        guard endsWell(text, at: position, end), let from = secretStart else { return nil }
        let to = secretEnd ?? position
        return RuleMatch(
            whole: begin..<position, secret: from..<to, value: max(from, min(anchorEnd, to))..<to, isCut: false)
    }

    private func cut(
        _ text: UnsafeBufferPointer<UInt8>, _ secretStart: Int?, _ anchorEnd: Int, _ reached: Int, hasSecret: Int?
    ) -> RuleMatch? {
        guard let from = secretStart else { return nil }
        let value = max(from, anchorEnd)..<(hasSecret ?? reached)
        let isGenerated = text[value].contains { ByteSet.digit.contains($0) || ByteSet.upper.contains($0) }
        guard value.count >= max(Self.leastOfCutSecret, leastLength * 2 / 5), isGenerated else { return nil }
        return RuleMatch(whole: from..<reached, secret: from..<value.upperBound, value: value, isCut: true)
    }

    // MARK: - Steps

    private enum Outcome {
        case passed(Int)
        case cut(Int)
        case failed
    }

    private static func step(_ element: PatternElement, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int)
        -> Outcome
    {
        switch element {
        case .literal(let literal):
            if literal.matches(text, at: start, end: end) { return .passed(start + literal.count) }
            return literal.matchesCut(text, at: start, end: end) ? .cut(end) : .failed
        case .run(let set, let minimum, let maximum):
            var position = start
            let limit = min(end, start + maximum)
            while position < limit, set.contains(text[position]) { position += 1 }
            if position - start >= minimum { return .passed(position) }
            return position == end ? .cut(end) : .failed
        case .until(let literal, let limit):
            let last = min(end - literal.count, start + limit)
            var position = start
            while position <= last {
                if text[position] == literal.bytes[0], literal.matches(text, at: position, end: end) {
                    return .passed(position + literal.count)
                }
                position += 1
            }
            return end - literal.count < start + limit ? .cut(end) : .failed
        }
    }

    // MARK: - Edges

    /// Where the match begins, when it may begin there.
    private func beginning(_ text: UnsafeBufferPointer<UInt8>, before anchor: Int) -> Int? {
        guard case .run(let set, let minimum, let maximum) = lead else {
            return conditions.beginsAnywhere || TextEdge.isBefore(text, anchor) ? anchor : nil
        }
        var start = anchor
        while start > 0, anchor - start < maximum, set.contains(text[start - 1]) { start -= 1 }
        guard anchor - start >= minimum, TextEdge.isBefore(text, start) else { return nil }
        return start
    }

    /// A token ends where its bytes end; more of them, or the rest of a word, make it something else.
    private func endsWell(_ text: UnsafeBufferPointer<UInt8>, at position: Int, _ end: Int) -> Bool {
        guard position < end, case .run(let set, _, _)? = elements.last else { return true }
        return !set.contains(text[position]) && !ByteSet.alphanumeric.contains(text[position])
    }
}
