import FileAccess
import HTTPClient
import KatoConfiguration
import OpenFeature
import OpenFeatureRemote

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where flags are asked for, looked up while names could be.
struct PreparedFlagService: Sendable {
    let client: HTTPClient
    let token: FlagServiceToken

    /// `nil` when nobody is to be asked.
    init?(_ config: KatoConfig.FlagService, environment: [String: String]) {
        guard config.isEnabled, let endpoint = HTTPEndpoint(config.endpoint, appending: OFREPExchange.path) else {
            return nil
        }
        client = HTTPClient(
            endpoint, certificates: config.certificateFile.isEmpty ? nil : config.certificateFile)
        token = FlagServiceToken(
            variable: environment[ConfigOverrides.flagServiceToken], path: config.tokenFile, user: geteuid(),
            files: LocalFileSystem(), isExposed: !endpoint.isSecure && !endpoint.isLocal)
    }

    /// The port that is connected to.
    var port: UInt16 { UInt16(client.endpoint.port) }
}
