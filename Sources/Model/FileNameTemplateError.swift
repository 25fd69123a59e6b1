/// What is wrong with a template for file names, as a sentence.
package struct FileNameTemplateError: Error, Hashable {
    package let message: String

    init(_ message: String) {
        self.message = message
    }
}
