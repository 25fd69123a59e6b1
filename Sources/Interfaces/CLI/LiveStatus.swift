import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths

/// The status screen that follows what happens: the daemon tells when something did, nothing is asked for otherwise.
struct LiveStatus {
    let daemons: Daemons
    let load: (ControlClient) throws -> StatusScreen

    /// Events that come close together are shown together.
    private static let gatherMilliseconds: Int32 = 100
    /// Times such as `5s ago` grow by themselves.
    private static let tickMilliseconds: Int32 = 1000

    /// Returns when the person has seen enough; throws when the daemon ends.
    func run() throws {
        let events = try daemons.client()
        _ = try events.subscribe()
        var screen = try load(daemons.client())
        var progress = ProgressBar(title: "reading history")
        let terminal = try Terminal.take()
        var isStale = false
        while true {
            let ingest = screen.status.ingest
            let isReading = ingest.state == .indexing
            if !isStale {
                progress.take(
                    WorkProgress(filesLeft: ingest.filesWaiting, bytesLeft: ingest.bytesWaiting), at: Daemons.now())
                show(screen, progress, on: terminal)
            }
            let pause = isStale ? Self.gatherMilliseconds : Self.tickMilliseconds
            switch terminal.wait(for: events.descriptor, milliseconds: pause) {
            case .key(UInt8(ascii: "q")), .key(UInt8(ascii: "Q")), .key(0x1B), .ended: return
            case .key: continue
            case .readable:
                guard events.discardEvents() else { throw ControlClientError.notRunning(socket: daemons.paths.socket) }
                isStale = true
            case .nothing:
                // How far the reading is, nobody tells.
                if isStale || isReading { screen = try load(daemons.client()) }
                isStale = false
            }
        }
    }

    private func show(_ screen: StatusScreen, _ progress: ProgressBar, on terminal: Terminal) {
        let style = Style(isOn: Console.hasColours)
        let view = screen.view(
            now: Daemons.now(), width: Console.width, height: Console.height - 2, style: style, progress: progress)
        terminal.show(view.lines + ["", style.dim("  q quits")])
    }
}
