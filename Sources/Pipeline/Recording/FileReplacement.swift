import Digest
import FileAccess
import KatoModel
import KatoObservability
import KatoRendering
import TaskLoop

/// Writes a recording's file anew, if its whole content still is what kato wrote; otherwise beside it.
///
/// The new content is finished in a hidden file of the same folder, exchanged with the old one in one step, and the
/// old one is looked at once more before it goes: if somebody saved in between, the exchange is undone. A crash
/// leaves the stored job, and the next run sees from the two files how far it came.
struct FileReplacement: Sendable {
    let context: RecordingContext

    // MARK: - Begin

    func replace(_ plan: RecordingPlan, _ period: RecordingPeriod, _ file: DestinationFile) async throws
        -> RecordingWriter.Step
    {
        guard let before = try await ours(file, plan) else {
            return try await AlternativeFile(context: context).divert(plan, reason: .notOurs)
        }
        let job = try await write(plan, period, base: file, before)
        try await context.store.begin(job, for: plan.id)
        return try await finish(job, plan)
    }

    /// The digest of a file that is kato's to replace: nothing in it is anybody else's, nothing in it would be gone
    /// afterwards, and nobody set it up in a way that the new one would not have. `nil` for any other.
    private func ours(_ file: DestinationFile, _ plan: RecordingPlan) async throws -> [UInt8]? {
        let path = plan.destination.path
        if try await context.store.isWritten(path: path, byOtherThan: plan.id) { return nil }
        guard try await context.store.canRewrite(path: path, for: plan.id), !file.content.hasAttributes() else {
            return nil
        }
        // Taken before the content is judged: if it changes in between, it does not pass.
        let before = try digest(file.content)
        return try await isPristine(file.content, path: path) ? before : nil
    }

    /// Writes the whole content so far into the hidden file.
    private func write(
        _ plan: RecordingPlan, _ period: RecordingPeriod, base: DestinationFile, _ before: [UInt8]
    ) async throws -> WriteJob {
        let hidden = hiddenComponents(plan)
        if try base.anchor.status(hidden) != nil { try base.anchor.remove(hidden) }
        let target = try base.anchor.open(hidden, .create)
        try target.setMode(base.status.mode)
        let renderer = context.renderer(plan)
        var digest = SHA256Stream()
        var blocks: [PlacedBlock] = []
        var size: UInt64 = 0
        var state = RenderState()
        var done = period.done
        var pending = [renderer.header(RecordingHeader(plan))].compactMap { $0 }
        while true {
            let rendering = try await PeriodRendering.next(
                plan, period, from: done, state: state, with: renderer, in: context)
            (done, state) = (rendering.done, rendering.renderState)
            var builder = PayloadBuilder(separator: renderer.separator, tail: size == 0 ? [] : [0x0A])
            for block in pending + rendering.blocks { builder.add(block) }
            pending = []
            try target.append(builder.bytes)
            digest.update(builder.bytes)
            blocks += builder.blocks.map { $0.moved(by: size) }
            size += UInt64(builder.bytes.count)
            if rendering.isExhausted { break }
        }
        try await apart { try target.sync() }
        return WriteJob(
            action: .exchange, periodID: period.id, payload: digest.finish() + before, blocks: blocks,
            base: base.landed,
            done: done, renderState: state.text)
    }

    // MARK: - Finish

    /// Completes an exchange that was begun, however far it came.
    func finish(_ job: WriteJob, _ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        let components = plan.destination.components
        let hidden = hiddenComponents(plan)
        let anchor = try context.files.anchor(plan.destination.root)
        if let content = try openIfThere(hidden, anchor), try isNew(content, job) {
            // Not exchanged yet.
            guard let current = try openIfThere(components, anchor), try isBase(current, job),
                try await isOld(current, job, plan)
            else { return try await undo(plan, hidden, anchor) }
            do throws(FileAccessError) {
                try anchor.exchange(components, with: hiddenName(plan))
            } catch  where error.isUnsupported {
                // Some network file systems cannot exchange. A plain rename could take away what somebody just saved.
                _ = try await undo(plan, hidden, anchor)
                return try await AlternativeFile(context: context).divert(plan, reason: .noExchange)
            }
        }
        let old = try openIfThere(hidden, anchor)
        if let old {
            // Exchanged. Whoever saved in the meantime wrote into the old file: theirs comes back.
            guard try await isOld(old, job, plan) else { return try await giveBack(job, plan, hidden, anchor) }
            // Not `apart`: the compiler (6.3.1) does not come to an end with this function then.
            try anchor.syncParent(components)
            try anchor.remove(hidden)
        }
        return try await settle(job, plan, isExchanged: old != nil)
    }

    /// The hidden file is what somebody saved: it gets its name back. What has that name meanwhile is looked at before it
    /// goes, too: where it is not kato's new content alone, both stay.
    private func giveBack(_ job: WriteJob, _ plan: RecordingPlan, _ hidden: [String], _ anchor: any DirectoryAnchor)
        async throws -> RecordingWriter.Step
    {
        let components = plan.destination.components
        if let current = try openIfThere(components, anchor), try isNew(current, job) {
            try anchor.exchange(components, with: hiddenName(plan))
            if let new = try openIfThere(hidden, anchor), try isNew(new, job) {
                return try await undo(plan, hidden, anchor)
            }
        }
        // What is hidden now is somebody's, and so is what has the name, if anything has.
        try AlternativeFile(context: context).putAside(hidden, plan)
        try await context.store.abandonJob(of: plan.id)
        return .disturbed
    }

    /// The new content has its name: says so. Without the hidden file that is not certain: a power cut can have taken
    /// it before the exchange; then everything is done again.
    private func settle(_ job: WriteJob, _ plan: RecordingPlan, isExchanged: Bool) async throws -> RecordingWriter.Step
    {
        let file = try DestinationFile.openExisting(plan.destination, in: context)
        let isUntouched = try file.map { try isNew($0.content, job) } ?? false
        guard let file, isUntouched || isExchanged else {
            try await context.store.abandonJob(of: plan.id)
            return .disturbed
        }
        // Where somebody changed it since, its state is left open, so that it is looked at as a whole.
        let landed = isUntouched ? file.landed : LandedFile(device: 0, inode: 0, size: 0)
        try await context.store.commit(job, for: plan.id, blocks: job.blocks, landed: landed, wasTorn: false)
        return .progressed(blocks: job.blocks.count)
    }

    /// The new content is given up: the hidden file holds nothing but what kato rendered.
    private func undo(_ plan: RecordingPlan, _ hidden: [String], _ anchor: any DirectoryAnchor) async throws
        -> RecordingWriter.Step
    {
        try anchor.remove(hidden)
        try await context.store.abandonJob(of: plan.id)
        return .disturbed
    }

    // MARK: - Looking

    private func isPristine(_ content: any FileContent, path: String) async throws -> Bool {
        try LedgerCheck.holds(content, only: try await context.store.ledger(path: path))
    }

    /// The content that is to stand there.
    private func isNew(_ content: any FileContent, _ job: WriteJob) throws -> Bool {
        try digest(content).elementsEqual(job.payload.prefix(SHA256Stream.size))
    }

    /// The content that the job was decided for. Jobs of earlier versions do not say what that was.
    private func isOld(_ content: any FileContent, _ job: WriteJob, _ plan: RecordingPlan) async throws -> Bool {
        let before = job.payload.dropFirst(SHA256Stream.size)
        guard !before.isEmpty else { return try await isPristine(content, path: plan.destination.path) }
        return try digest(content).elementsEqual(before)
    }

    private func isBase(_ content: any FileContent, _ job: WriteJob) throws -> Bool {
        let status = try content.status()
        return status.device == job.base.device && status.inode == job.base.inode && status.size == job.base.size
    }

    private func digest(_ content: any FileContent) throws -> [UInt8] {
        var digest = SHA256Stream()
        var offset: UInt64 = 0
        while true {
            let bytes = try content.read(at: offset, count: 1 << 18)
            if bytes.isEmpty { return digest.finish() }
            digest.update(bytes)
            offset += UInt64(bytes.count)
        }
    }

    private func openIfThere(_ components: [String], _ anchor: any DirectoryAnchor) throws -> (any FileContent)? {
        do throws(FileAccessError) {
            return try anchor.open(components, .read)
        } catch  where error.isNotFound {
            return nil
        }
    }

    /// A hidden name in the destination's folder that belongs to this recording alone.
    private func hiddenComponents(_ plan: RecordingPlan) -> [String] {
        plan.destination.components.dropLast() + [hiddenName(plan)]
    }

    private func hiddenName(_ plan: RecordingPlan) -> String { ".kato-\(plan.id.prefix(8)).tmp" }
}
