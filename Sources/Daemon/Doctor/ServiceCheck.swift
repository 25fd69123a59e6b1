#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether kato comes back by itself after the computer was started.
struct ServiceCheck: DoctorCheck {
    let home: String

    func findings() async -> [DoctorFinding] {
        let wanted = "/.config/systemd/user/default.target.wants/kato.service"
        var status = stat()
        guard lstat(home + wanted, &status) == 0 else {
            return [
                DoctorFinding(
                    "service", .skipped, "kato is not started by the system.",
                    remedy: "If it is to come back after a restart of the computer: kato service install.")
            ]
        }
        let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? ""
        guard access("/var/lib/systemd/linger/\(name)", F_OK) == 0 else {
            return [
                DoctorFinding(
                    "service", .good, "kato runs while you are logged in.",
                    remedy: "To have it run before you log in, too: loginctl enable-linger.")
            ]
        }
        return [DoctorFinding("service", .good, "kato runs from the start of the computer on.")]
    }
}
