import Yams

/// Reads the list of folders with settings of their own.
struct WorkspaceDecoder {
    let home: String
    let log: IssueLog

    func decode(_ node: Node?) -> [Workspace] {
        guard let node else { return [] }
        guard case .sequence(let items) = node else {
            log.add(
                node.mark, key: "workspaces", found: node, "Expected a list of folders, found \(IssueLog.words(node)).",
                hint: "Begin each one with `- path: …`.")
            return []
        }
        var paths: Set<String> = []
        return items.enumerated().compactMap { index, item in
            guard let workspace = workspace(item, key: "workspaces[\(index)]") else { return nil }
            if paths.insert(workspace.path).inserted { return workspace }
            log.add(
                item.mark, key: "workspaces[\(index)].path", found: item, "This folder has settings already.",
                hint: "Put them together.")
            return nil
        }
    }

    private func workspace(_ node: Node, key: String) -> Workspace? {
        var section = ConfigSection(node, key: key, log: log)
        defer { section.finish() }
        let path = section.setting("path", .folder, home: home)?.value
        var workspace = Workspace(path: "")
        if case .text(let text) = path { workspace = Workspace(path: text) }
        for (name, kind, _) in Workspace.keys {
            if let read = section.setting(name, kind, home: home) { workspace.set(name, read.value) }
        }
        var render = section.section("render")
        for (name, flag) in Workspace.switches {
            if case .bool(let truth) = render.setting(name, .toggle, home: home)?.value {
                workspace.render[flag] = truth
            }
        }
        render.finish()
        if !section.gives("path") { section.report("path", nil, "A workspace needs `path`.") }
        return workspace.path.isEmpty ? nil : workspace
    }
}
