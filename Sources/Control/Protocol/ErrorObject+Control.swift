package import JSONRPC
import StrictJSON

extension ErrorObject {
    /// Which of kato's own codes it is, or `nil` for the protocol's own and unknown ones.
    package var controlCode: ControlErrorCode? { ControlErrorCode.allCases.first { $0.number == code } }

    /// One sentence: what to do.
    package var hint: String? { data?["hint"]?.stringValue }

    /// What the name could have meant.
    package var candidates: [String] { data?["candidates"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
