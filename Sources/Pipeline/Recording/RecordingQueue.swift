import KatoModel

/// Which recordings are to be worked on, one at a time for each file. Pure bookkeeping of ``RecordingService``.
struct RecordingQueue: Sendable {
    private var busy: Set<String> = []
    private var waiting: [String: [RecordingTask]] = [:]

    /// Notes that a recording may have something to do.
    ///
    /// - Returns: true when the caller is to start working on its file now; false when somebody is and goes on.
    mutating func start(_ task: RecordingTask) -> Bool {
        guard busy.insert(task.path).inserted else {
            wait(task)
            return false
        }
        return true
    }

    /// Notes a recording that is to be worked on when the work on its file is done, for which somebody is at it.
    mutating func wait(_ task: RecordingTask) {
        if waiting[task.path, default: []].contains(task) == false { waiting[task.path, default: []].append(task) }
    }

    /// The next task for a file whose work is done; `nil` sets the file free.
    mutating func next(after path: String) -> RecordingTask? {
        guard var queue = waiting[path], !queue.isEmpty else {
            waiting[path] = nil
            busy.remove(path)
            return nil
        }
        let task = queue.removeFirst()
        waiting[path] = queue
        return task
    }

    /// Somebody is working on the file.
    func isBusy(_ path: String) -> Bool { busy.contains(path) }

    /// No file is being worked on.
    var isIdle: Bool { busy.isEmpty }
}
