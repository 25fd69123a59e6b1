/// Which source is to be looked at next: changed ones before old history, each in turn, none twice at a time.
///
/// Pure bookkeeping; ``IngestService`` owns one and carries it out.
struct IngestQueue: Sendable {
    private var changed = Line()
    private var history = Line()
    private var waiting: Set<String> = []
    private var busy: Set<String> = []
    private var resting: Set<String> = []
    private var changedWhileBusy: Set<String> = []

    /// How many sources wait or are being read.
    var count: Int { waiting.count + busy.count }

    /// Those that wait or are being read.
    var paths: Set<String> { waiting.union(busy) }

    /// How many are being read.
    var busyCount: Int { busy.count }

    /// A change was seen: it goes before all history, behind other changes.
    mutating func noteChange(_ path: String) {
        if busy.contains(path) || resting.contains(path) {
            changedWhileBusy.insert(path)
        } else if waiting.insert(path).inserted {
            changed.append(path)
        }
    }

    /// To be looked at when nothing changed elsewhere; once more when it is being read, which may have been too early.
    mutating func noteHistory(_ path: String) {
        if busy.contains(path) || resting.contains(path) {
            changedWhileBusy.insert(path)
        } else if waiting.insert(path).inserted {
            history.append(path)
        }
    }

    /// The next source to read, which is then busy until ``finish(_:again:)``.
    mutating func take() -> String? {
        guard let next = changed.popFirst() ?? history.popFirst() else { return nil }
        waiting.remove(next)
        busy.insert(next)
        return next
    }

    /// A look is over, and the source is to be left alone until ``finish(_:again:)``.
    mutating func rest(_ path: String) {
        busy.remove(path)
        resting.insert(path)
    }

    /// A look is over. With `again` there is more in the file: it goes to the end of its line, so that a long file
    /// does not hold up the others.
    mutating func finish(_ path: String, again: Bool) {
        busy.remove(path)
        resting.remove(path)
        if changedWhileBusy.remove(path) != nil {
            noteChange(path)
        } else if again {
            noteHistory(path)
        }
    }

    /// First in, first out, without moving what waits.
    private struct Line: Sendable {
        private var elements: [String] = []
        private var head = 0

        mutating func append(_ element: String) {
            elements.append(element)
        }

        mutating func popFirst() -> String? {
            guard head < elements.count else { return nil }
            defer { head += 1 }
            // Half of it is behind: time to let go of that.
            if head > 1024, head * 2 > elements.count {
                elements.removeFirst(head)
                head = 0
            }
            return elements[head]
        }
    }
}
