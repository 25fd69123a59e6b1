import Foundation

/// Standard output, a line at a time, also when it is a pipe.
enum Console {
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
