/// Where the files of a conversation lie that is a tree of small JSON documents.
///
/// The claimed file is the root of the tree. Below it, each file of a level has a folder on the next level, named after
/// it. Each file is a record, `{"level": 0, "above": …, "file": …}`: how deep it lies, the document above it, and its own;
/// one that is no JSON is there as a string. The claimed file comes first; of the others each comes behind those below
/// it, in the order of their names.
package struct TreeLayout: Sendable, Hashable {
    /// For each level below the claimed file the folders of its files, as a path from the root: `*` is the name of the
    /// file above, without its extension.
    package let levels: [String]

    package init(levels: [String]) {
        self.levels = levels
    }
}
