/// Makes the path typed after a command absolute, without looking at any disk.
package enum PathArgument {
    /// Resolves `argument` as cleaned up by ``CommandScanner``.
    ///
    /// `~/x` is below `home`; a relative path is below `workingDirectory`, which is the folder that the conversation's
    /// log states, never the daemon's. A path that ends in `/`, `.` or `..` names a folder. Nothing else is expanded:
    /// a path that begins with `$` is refused, because it would make a folder of that name.
    package static func resolve(
        _ argument: String,
        home: String,
        workingDirectory: String?
    ) -> Result<RequestedPath, CommandSyntaxError> {
        if let reason = problem(argument) { return .failure(CommandSyntaxError(reason)) }
        switch argument.utf8.first {
        case UInt8(ascii: "/"): return request(argument, .emptyPath)
        case UInt8(ascii: "~"):
            let rest = argument.utf8.dropFirst()
            return request(home + (rest.isEmpty ? "/" : String(decoding: rest, as: UTF8.self)), .noWorkingDirectory)
        default:
            return request((workingDirectory ?? "") + "/" + argument, .noWorkingDirectory, given: workingDirectory)
        }
    }

    /// What is wrong with `argument`, wherever the conversation works.
    static func problem(_ argument: String) -> CommandSyntaxError.Reason? {
        if argument.isEmpty { return .emptyPath }
        if argument.unicodeScalars.contains(where: HiddenCharacters.contains) { return .hiddenCharacter }
        let components = argument.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        switch argument.utf8.first {
        case UInt8(ascii: "@"): return .mention
        case UInt8(ascii: "$"): return .variable
        case UInt8(ascii: "/"): break
        case UInt8(ascii: "~"): if components.first?.count != 1 { return .otherUsersHome }
        default:
            if argument.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:\//) != nil { return .uri }
            // `to ~/x.md` would make a folder "to ~".
            if argument.prefixMatch(of: /[^\/]* (~|\.|\.\.|\$[^\/]*)?\//) != nil { return .wordsBefore }
        }
        return components.dropFirst().contains { $0.elementsEqual("~".utf8) } ? .innerHome : nil
    }

    private static func request(
        _ path: String,
        _ reason: CommandSyntaxError.Reason,
        given base: String? = "/"
    ) -> Result<RequestedPath, CommandSyntaxError> {
        guard let base, base.utf8.first == 0x2F, let request = RequestedPath(absolute: path) else {
            return .failure(CommandSyntaxError(reason))
        }
        return .success(request)
    }
}
