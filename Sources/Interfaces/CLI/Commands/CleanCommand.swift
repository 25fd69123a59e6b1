import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Remove what is old and not in use; on a terminal, lists it and asks first.",
        discussion: """
            What is being recorded or has still to be written stays. A recording's file is removed only if its whole \
            content is what kato wrote; one that you changed stays, and so does the audit log. Conversations are \
            removed from kato's journal; the agents' own files are never touched. Works without a daemon.

            On a terminal it asks first, unless --yes is given. In a script, and with --json, it does not ask; try \
            --dry-run before.
            """)

    @Flag(help: "The operational log.")
    var logs = false
    @Option(help: ArgumentHelp("Files of recordings to which nothing was added for so many days.", valueName: "days"))
    var recordings: Int?
    @Option(help: ArgumentHelp("Conversations in which nothing happened for so many days.", valueName: "days"))
    var sessions: Int?
    @Flag(help: "All three, of any age unless days are given.")
    var all = false
    @Flag(help: "Only list what would be removed.")
    var dryRun = false
    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false
    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        guard logs || all || recordings != nil || sessions != nil else {
            throw ValidationError("Say what to remove: --logs, --recordings DAYS, --sessions DAYS or --all.")
        }
        for (name, days) in [("--recordings", recordings), ("--sessions", sessions)] {
            if let days, days < 1 { throw ValidationError("\(name) takes a number of days, 1 or more.") }
        }
    }

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        let asks = !dryRun && !yes && !json && isatty(0) == 1 && isatty(2) == 1
        let listed = try client.clean(request(isDryRun: true))
        if dryRun || asks || removable(listed).isEmpty {
            if json { return Console.print(listed.json.text()) }
            try show(listed)
            if dryRun || removable(listed).isEmpty { return }
        }
        if asks, !agrees(removable(listed).count) { return Console.complain("Nothing was removed.") }
        try remove(client, quiet: asks)
    }

    private func remove(_ client: ControlClient, quiet: Bool) throws {
        var items: [CleanItem] = []
        var report: CleanReport
        repeat {
            report = try client.clean(request(isDryRun: false))
            let known = Set(items)
            items += report.items.filter { !known.contains($0) }
            if !quiet, !json { try show(report) }
        } while report.hasMore
        if json { return Console.print(CleanReport(isDryRun: false, items: items, hasMore: false).json.text()) }
        Console.print("Removed: \(CleanView.sum(items.filter { $0.keptBecause == nil })).")
    }

    private func request(isDryRun: Bool) -> CleanRequest {
        CleanRequest(
            logs: logs || all, recordingDays: recordings ?? (all ? 0 : nil), sessionDays: sessions ?? (all ? 0 : nil),
            isDryRun: isDryRun)
    }

    private func removable(_ report: CleanReport) -> [CleanItem] {
        report.items.filter { $0.keptBecause == nil }
    }

    private func show(_ report: CleanReport) throws {
        let view = CleanView(
            report: report, now: Daemons.now(), width: Console.isTerminal ? Console.width : nil,
            style: Style(isOn: Console.hasColours), home: try Daemons().paths.home)
        view.lines.forEach(Console.print)
    }

    private func agrees(_ count: Int) -> Bool {
        Console.ask("Remove \(count == 1 ? "this" : "these \(count)")? [y/N] ")
    }
}
