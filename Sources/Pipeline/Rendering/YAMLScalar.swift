/// Text as a YAML scalar that every reader takes back as the same string, under YAML 1.1 and 1.2.
enum YAMLScalar {
    /// Words that one of the YAML versions reads as something other than a string.
    private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"]

    /// Bare where no reader can take it for anything but a string, otherwise quoted.
    static func text(_ value: String) -> String {
        let bytes = value.utf8
        guard let first = bytes.first, isLetter(first) || first == 0x2F, bytes.allSatisfy(isPlain),
            !reserved.contains(value.lowercased())
        else { return quoted(value) }
        return value
    }

    /// In single quotes; in double quotes with escapes where it holds what a single-quoted scalar cannot.
    static func quoted(_ value: String) -> String {
        if value.unicodeScalars.contains(where: needsEscape) { return escaped(value) }
        var quoted = "'"
        for scalar in value.unicodeScalars {
            quoted.unicodeScalars.append(scalar)
            if scalar == "'" { quoted += "'" }
        }
        return quoted + "'"
    }

    private static func escaped(_ value: String) -> String {
        var escaped = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            default:
                if needsEscape(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    escaped += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped + "\""
    }

    /// Outside of YAML's printable set, or a line break to one of its versions, or not to be seen.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned: true
        default: scalar.value == 0xFFFE || scalar.value == 0xFFFF
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "._/-".utf8.contains(byte)
    }
}
