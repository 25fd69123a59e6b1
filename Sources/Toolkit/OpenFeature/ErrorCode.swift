/// Why an evaluation gave the default, as a word for programs.
public enum ErrorCode: String, Sendable, Hashable, CaseIterable {
    case providerNotReady = "PROVIDER_NOT_READY"
    case providerFatal = "PROVIDER_FATAL"
    case flagNotFound = "FLAG_NOT_FOUND"
    case parseError = "PARSE_ERROR"
    case typeMismatch = "TYPE_MISMATCH"
    case targetingKeyMissing = "TARGETING_KEY_MISSING"
    case invalidContext = "INVALID_CONTEXT"
    case general = "GENERAL"
}
