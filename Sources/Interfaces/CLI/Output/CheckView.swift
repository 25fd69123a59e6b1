import KatoControlProtocol

/// What a check of all files came to: a line for each file that is not wholly held, then the sum.
struct CheckView: Sendable {
    let report: CheckReport
    let style: Style

    var lines: [String] {
        let problems = report.problems.map { style.red("✗") + " " + line($0) }
        let skips = report.skips.map { style.dim("– " + line($0)) }
        return problems + skips + [summary]
    }

    private var summary: String {
        let held =
            "\(report.files) file\(report.files == 1 ? "" : "s"), \(report.records) records, \(ByteText.text(report.bytes))"
        guard !report.problems.isEmpty else {
            return style.green("✓") + " All held: \(held)."
        }
        return "\(held) read; \(report.problems.count) problem\(report.problems.count == 1 ? "" : "s"). "
            + "Stop kato, keep these files, and report it."
    }

    private func line(_ finding: CheckFinding) -> String {
        DisplayText.clean("\(finding.path): \(sentence(finding))")
    }

    private func sentence(_ finding: CheckFinding) -> String {
        let place = finding.offset.map { ", the first at byte \($0)" } ?? ""
        return switch finding.reason {
        case "records-missing": "\(finding.count) records are not in the journal\(place)"
        case "bytes-unaccounted": "\(finding.count) bytes are part of no record\(place)"
        case "unreadable": finding.detail ?? "cannot be read"
        case "unfinished-line": "\(finding.count) bytes at the end wait for the end of their line"
        case "line-cut": "\(finding.count) bytes of lines that are too long were left out\(place)"
        case "not-read-yet": "\(finding.count) new records are about to be read"
        default: finding.reason
        }
    }
}
