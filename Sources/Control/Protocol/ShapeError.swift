import KatoModel

/// A value from the other end does not have the shape the protocol gives it.
package struct ShapeError: DescribedError, Hashable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var code: String { "protocol-shape" }
    package var hint: String? { "Run the same version of kato and katod: try `kato restart`." }
    package var cause: (any Error)? { nil }
}
