/// That something was found, without it: the kind, and a fingerprint that is the same for the same secret here and
/// means nothing elsewhere.
public struct RedactionReceipt: Sendable, Hashable {
    public let rule: String
    /// 16 hexadecimal digits.
    public let fingerprint: String
}
