/// A value and how it came about.
public struct EvaluationDetails<Value: Sendable>: Sendable {
    public let flagKey: String
    public let value: Value
    public let variant: String?
    public let reason: Reason?
    public let errorCode: ErrorCode?
    public let errorMessage: String?
    /// Empty when the provider says nothing about the flag.
    public let flagMetadata: [String: FlagValue]

    /// The same with another value.
    public func with<Other>(_ value: Other) -> EvaluationDetails<Other> {
        EvaluationDetails<Other>(
            flagKey: flagKey, value: value, variant: variant, reason: reason, errorCode: errorCode,
            errorMessage: errorMessage, flagMetadata: flagMetadata)
    }

    static func failed(_ flagKey: String, _ value: Value, _ error: FlagError) -> EvaluationDetails {
        EvaluationDetails(
            flagKey: flagKey, value: value, variant: nil, reason: .error, errorCode: error.code,
            errorMessage: error.message, flagMetadata: [:])
    }
}
