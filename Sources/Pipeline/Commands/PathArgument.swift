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
        if argument.isEmpty { return .failure(CommandSyntaxError(.missingPath)) }
        if argument.unicodeScalars.contains(where: HiddenCharacters.contains) {
            return .failure(CommandSyntaxError(.hiddenCharacter))
        }
        switch argument.utf8.first {
        case UInt8(ascii: "@"): return .failure(CommandSyntaxError(.mention))
        case UInt8(ascii: "$"): return .failure(CommandSyntaxError(.variable))
        case UInt8(ascii: "/"): return request(argument, .missingPath)
        case UInt8(ascii: "~"):
            let rest = argument.utf8.dropFirst()
            guard rest.isEmpty || rest.first == 0x2F else { return .failure(CommandSyntaxError(.otherUsersHome)) }
            return request(home + (rest.isEmpty ? "/" : String(decoding: rest, as: UTF8.self)), .noWorkingDirectory)
        default: break
        }
        if argument.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:\//) != nil { return .failure(CommandSyntaxError(.uri)) }
        return request((workingDirectory ?? "") + "/" + argument, .noWorkingDirectory, given: workingDirectory)
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
