/// Looks at one thing that can be wrong, and changes nothing.
protocol DoctorCheck: Sendable {
    func findings() async -> [DoctorFinding]
}
