import StrictJSON

extension JSONError {
    /// Why a record was kept raw, in the words of the journal.
    var rawReason: String {
        switch code {
        case .utf8: "invalid-utf8"
        case .surrogate: "lone-surrogate"
        case .control: "control-character"
        default: "invalid-json:\(code.rawValue)@\(offset)"
        }
    }
}
