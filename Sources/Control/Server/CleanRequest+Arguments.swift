import KatoControlProtocol

extension CleanRequest {
    /// What the caller asked for.
    init(_ arguments: ControlArguments) {
        self.init(
            logs: arguments.flag("logs"), recordingDays: arguments.integer("recordings"),
            sessionDays: arguments.integer("sessions"), isDryRun: arguments.flag("dryRun"))
    }
}
