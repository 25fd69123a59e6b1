import KatoConfiguration
import KatoRedaction

extension RedactionMode {
    /// What the user chose.
    init(_ choice: RedactionChoice) {
        switch choice {
        case .off: self = .off
        case .detect: self = .detect
        case .redact: self = .redact
        }
    }
}
