/// How records lie in a source. The provider says which; ingest knows how to read each of them.
///
/// Whatever the shape: memory does not grow with the source, an unchanged source is not read, and what is read twice
/// is harmless.
package enum SourceShape: Sendable, Hashable {
    /// One record a line, appended.
    case lines
    /// The same, compressed with Zstandard. Written once.
    case compressedLines
    /// One JSON document that is written anew with every change.
    case document(DocumentLayout)
    /// Small JSON documents in folders, each written anew with every change.
    case tree(TreeLayout)
    /// A SQLite database in which rows of many conversations come, change and go.
    case database(DatabaseLayout)
}
