import Foundation

/// How long a service asks to be left alone.
enum RetryAfter {
    /// The longest that is obeyed; an absurd wish would turn the service off.
    static let longest: Duration = .seconds(3600)

    /// Reads seconds, a date as HTTP has it, or one as the protocol's definition shows it.
    ///
    /// - Parameter now: seconds since 1970.
    static func wait(_ text: String, now: Double) -> Duration? {
        let moment = (try? Date(text, strategy: .iso8601)) ?? httpDate(text)
        guard let seconds = Int(text).map(Double.init) ?? moment.map({ $0.timeIntervalSince1970 - now }) else {
            return nil
        }
        return min(.seconds(max(0, seconds.rounded(.up))), longest)
    }

    private static func httpDate(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
