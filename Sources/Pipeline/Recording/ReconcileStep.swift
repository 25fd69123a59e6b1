import Digest
import FileAccess
import KatoModel
import KatoObservability
import KatoRendering

/// Looks at a whole file that others changed, and brings the ledger in line with it.
struct ReconcileStep: Sendable {
    let context: RecordingContext

    /// Looks before a file that changes under each of them makes the recording wait.
    private static let attempts = 8

    /// The file as it was looked at.
    struct Look: Sendable {
        let file: DestinationFile
        /// `nil` when nobody but kato wrote to it since its last write.
        let scan: FileScan?
        /// Blocks wait to be put back.
        let hasDropped: Bool
    }

    /// Looks at a file that nothing is due for, if others changed it. One that is missing is left missing.
    func check(_ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        guard plan.kind == .live, let landed = plan.landed else { return .idle }
        let anchor = try context.files.anchor(plan.destination.root)
        guard let status = try anchor.status(plan.destination.components), LandedFile(status) != landed else {
            return .idle
        }
        return try await run(plan, since: landed).hasDropped ? .progressed(blocks: 0) : .idle
    }

    /// The file to write to, looked at as a whole where others changed it. Makes it when it is missing.
    func open(_ plan: RecordingPlan) async throws -> Look {
        guard let landed = plan.landed else {
            let file = try DestinationFile.open(plan.destination, in: context)
            return Look(file: file, scan: try scan(file), hasDropped: plan.hasDropped)
        }
        if let file = try DestinationFile.openExisting(plan.destination, in: context), file.landed == landed {
            return Look(file: file, scan: nil, hasDropped: plan.hasDropped)
        }
        return try await run(plan, since: landed)
    }

    /// Waits until the file is quiet, compares it with the whole ledger of the recording and stores the outcome.
    ///
    /// - Parameter landed: the file as kato knew it.
    func run(_ plan: RecordingPlan, since landed: LandedFile) async throws -> Look {
        let firstUnread = context.readership.firstUnread(plan, landed)
        for _ in 0..<Self.attempts {
            let quiet = try await Quiescence(context: context).wait(plan, since: landed)
            let ledger = try await context.store.ledger(of: plan.id)
            guard let file = try open(plan, quiet, landed, ledger) else { continue }
            let scan = try scan(file)
            let evidence = try await evidence(plan, ledger, file, scan, unread: Self.ids(in: ledger, from: firstUnread))
            // What was read is one state of the file only if nobody wrote to it meanwhile.
            guard try file.landed(size: file.status.size) == file.landed else { continue }
            let isElsewhere = file.status.device != landed.device && !file.isEmpty
            if isElsewhere, evidence.present.isEmpty, ledger.contains(where: { $0.state == .placed }) {
                throw Self.elsewhere(plan)
            }
            let decision = Reconciliation(ledger: ledger, evidence)
            let finding = try await finding(plan, ledger, decision, scan)
            try await note(finding, because: decision.reason, plan, file)
            context.saves.note(plan.destination.path)
            return Look(file: file, scan: scan, hasDropped: plan.hasDropped || !finding.dropped.isEmpty)
        }
        throw Quiescence.busy(plan)
    }

    /// The file as it was when it was quiet; `nil` when it is another one by now. Only where there was none, and a
    /// save would have put one there by now, one is made.
    private func open(
        _ plan: RecordingPlan, _ quiet: FileStatus?, _ landed: LandedFile, _ ledger: [LedgerBlock]
    ) throws -> DestinationFile? {
        guard let quiet else {
            try checkFolder(plan, landed, ledger)
            let file = try DestinationFile.open(plan.destination, in: context)
            return file.isEmpty ? file : nil
        }
        let file = try DestinationFile.openExisting(plan.destination, in: context)
        return file?.landed == LandedFile(quiet) ? file : nil
    }

    private func finding(
        _ plan: RecordingPlan, _ ledger: [LedgerBlock], _ decision: Reconciliation, _ scan: FileScan
    ) async throws -> LedgerFinding {
        let again = ledger.filter { decision.found.contains($0.id) }.map { entry in
            PlacedBlock(
                id: entry.id, offset: scan.blocks[entry.id] ?? entry.block.offset, length: entry.block.length,
                digest: entry.block.digest)
        }
        return LedgerFinding(
            found: again + (try await unknown(plan, scan)), dropped: decision.dropped, deleted: decision.deleted,
            emptied: decision.emptied)
    }

    private func note(
        _ finding: LedgerFinding, because reason: Reconciliation.Reason?, _ plan: RecordingPlan, _ file: DestinationFile
    ) async throws {
        try await context.store.note(finding, of: plan.id, landed: file.landed)
        let gone = finding.deleted.count + finding.emptied.count
        guard !finding.dropped.isEmpty || gone > 0 else { return }
        context.emitter.emit(
            RecordingFileChanged(
                path: plan.destination.path, dropped: finding.dropped.count, deleted: gone, reason: reason?.rawValue))
    }

    /// Blocks in the file that no ledger knows: the file is ahead of the journal, as after a power cut. They are kept
    /// in mind without a digest, because what they show may not have been read again yet.
    private func unknown(_ plan: RecordingPlan, _ scan: FileScan) async throws -> [PlacedBlock] {
        let known = Set(try await context.store.ledger(path: plan.destination.path).map(\.id))
        return scan.blocks.filter { !known.contains($0.key) && !$0.key.hasPrefix("front") }
            .map { PlacedBlock(id: $0.key, offset: $0.value, length: 0, digest: "") }
            .sorted { $0.offset < $1.offset }
    }

    func scan(_ file: DestinationFile) throws -> FileScan {
        try FileScan(file.content, size: file.status.size, format: file.destination.format)
    }

    // MARK: - Evidence

    private func evidence(
        _ plan: RecordingPlan, _ ledger: [LedgerBlock], _ file: DestinationFile, _ scan: FileScan, unread: Set<String>
    ) async throws -> Reconciliation.Evidence {
        let known = Set(ledger.map(\.id))
        var evidence = Reconciliation.Evidence(
            present: known.intersection(scan.blocks.keys), isEmpty: file.isEmpty, savedAt: savedAt(file))
        evidence.unread = unread
        evidence.saidAt = plan.session.lastEventAt.flatMap { $0 <= evidence.savedAt ? $0 : nil }
        let doubtful = Reconciliation(ledger: ledger, evidence).dropped.filter { !unread.contains($0) }
        if !doubtful.isEmpty {
            evidence.endsWithSeparator = try isSeparatorLeft(plan, ledger, missing: doubtful, file, scan)
            if !evidence.endsWithSeparator {
                evidence.unnamed = try await unnamed(of: doubtful, plan, file, scan)
            }
        }
        return evidence
    }

    /// The blocks of the write that brought `first`, and of those after it.
    private static func ids(in ledger: [LedgerBlock], from first: String?) -> Set<String> {
        guard let write = ledger.first(where: { $0.id == first })?.write else { return [] }
        return Set(ledger.filter { $0.write >= write }.map(\.id))
    }

    /// What the file itself says, because kato may look at it only after it was away; never in the future.
    private func savedAt(_ file: DestinationFile) -> Timestamp {
        min(context.now(), Timestamp(milliseconds: file.status.modified / 1_000_000))
    }

    /// The file ends with the last block kato knows of, whole, and the blank line that was put before the next one.
    /// A buffer from before the next one was written has no such line; a person who deletes the block leaves it.
    /// The line of a block that was deleted before says nothing of those behind it.
    private func isSeparatorLeft(
        _ plan: RecordingPlan, _ ledger: [LedgerBlock], missing: [String], _ file: DestinationFile, _ scan: FileScan
    ) throws -> Bool {
        let separator = Array(context.renderer(plan).separator.utf8)
        guard !separator.isEmpty, let last = scan.last, let offset = scan.blocks[last],
            let index = ledger.firstIndex(where: { $0.id == last }), index + 1 < ledger.count,
            missing.contains(ledger[index + 1].id), case let block = ledger[index].block,
            file.status.size == offset + UInt64(block.length + separator.count)
        else { return false }
        let bytes = try file.content.read(at: offset, count: block.length + separator.count)
        return bytes.suffix(separator.count).elementsEqual(separator)
            && Hexadecimal.text(ContentHash.sha256(Array(bytes.prefix(block.length)))) == block.digest
    }

    /// Missing blocks whose text stands behind the last identity: somebody took away the identity alone. What the block
    /// of that identity says itself proves nothing, agents repeat themselves.
    private func unnamed(of ids: [String], _ plan: RecordingPlan, _ file: DestinationFile, _ scan: FileScan)
        async throws -> Set<String>
    {
        guard plan.destination.format == .markdown else { return [] }
        let start = scan.last.flatMap { scan.blocks[$0] } ?? 0
        var lines = Set(try file.content.read(at: start, count: Int(file.status.size - start)).split(separator: 0x0A))
        let last = try await context.store.sources(ofBlocks: [scan.last].compactMap { $0 }, of: plan.id)
        for own in last.compactMap({ body($0, plan) }) { lines.subtract(own) }
        var (telling, found): (Set<String>, Set<String>) = ([], [])
        for source in try await context.store.sources(ofBlocks: ids, of: plan.id) {
            guard let line = body(source, plan)?.max(by: { $0.count < $1.count }), line.count >= Self.tellingLength
            else { continue }
            telling.insert(source.id)
            if lines.contains(line) { found.insert(source.id) }
        }
        // Where it is so for all that can be told, it is for those too that are too short to tell.
        return !found.isEmpty && found == telling ? Set(ids) : found
    }

    /// The lines of a block without its identity and its speaker.
    private func body(_ source: DroppedBlock, _ plan: RecordingPlan) -> [ArraySlice<UInt8>]? {
        let renderer = context.renderer(plan)
        var state = RenderState()
        guard let event = source.event, renderer.render(event, lines: source.lines, state: &state) != nil,
            // The speaker is known by now, so it is not named again.
            let block = renderer.render(event, lines: source.lines, state: &state)
        else { return nil }
        return Array(Array(block.text.utf8).split(separator: 0x0A).dropFirst())
    }

    /// Bytes of a line that hardly stands in a conversation twice by chance.
    private static let tellingLength = 40

    // MARK: - Another file system

    /// Where a file is missing, its folder tells whether the disk it was on is still there.
    private func checkFolder(_ plan: RecordingPlan, _ landed: LandedFile, _ ledger: [LedgerBlock]) throws {
        let folder = Array(plan.destination.components.dropLast())
        guard !folder.isEmpty, ledger.contains(where: { $0.state == .placed }) else { return }
        let status = try context.files.anchor(plan.destination.root).status(folder)
        if let status, status.device != landed.device { throw Self.elsewhere(plan) }
    }

    private static func elsewhere(_ plan: RecordingPlan) -> RecordingError {
        RecordingError(
            .destinationUnsafe,
            "\(plan.destination.path) is on another file system than before and holds nothing of the recording.",
            hint:
                "Mount the other one again, or write everything here: kato repair --restore '\(plan.destination.path)'."
        )
    }
}
