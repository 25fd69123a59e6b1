import FileAccess

/// A held directory whose writing calls fail as a plan says.
struct FaultyAnchor: DirectoryAnchor {
    let base: any DirectoryAnchor
    let plan: FaultPlan

    var path: String { base.path }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        if intent == .create { try check("create", components) }
        return FaultyFile(base: try base.open(components, intent), plan: plan, path: text(components))
    }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? { try base.status(components) }

    func makeDirectories(_ components: [String]) throws(FileAccessError) {
        try check("make-folders", components)
        try base.makeDirectories(components)
    }

    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        try check("exchange", left)
        try base.exchange(left, with: name)
    }

    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        try check("rename", components)
        try base.rename(components, to: name)
    }

    func remove(_ components: [String]) throws(FileAccessError) {
        try check("remove", components)
        try base.remove(components)
    }

    func syncParent(_ components: [String]) throws(FileAccessError) {
        try check("sync-folder", components)
        try base.syncParent(components)
    }

    private func check(_ operation: String, _ components: [String]) throws(FileAccessError) {
        switch plan.verdict(operation, text(components)) {
        case .pass: return
        case .fail(let number), .cut(_, let number):
            throw FileAccessError(operation: operation, path: text(components), errno: number)
        }
    }

    private func text(_ components: [String]) -> String {
        components.joined(separator: "/")
    }
}
