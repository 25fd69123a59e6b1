import JSONRPC
import KatoControlProtocol
import StrictJSON
import Testing

@Suite struct WorkProgressTests {
    @Test func `what is left goes over the wire and is told from an answer`() {
        for progress in [WorkProgress(filesLeft: 3, bytesLeft: 5 << 30), WorkProgress(eventsLeft: 7)] {
            #expect(WorkProgress(line: Array(progress.line.dropLast())) == progress)
        }
        let answer = Response(id: .int(1), result: .success(["method": "progress", "filesLeft": 1])).encoded()
        #expect(WorkProgress(line: answer) == nil)
        let event = Request(id: nil, method: "events.event", params: ["filesLeft": 1, "bytesLeft": 2]).encoded()
        #expect(WorkProgress(line: event) == nil)
        #expect(WorkProgress(line: Array(#"{"jsonrpc":"2.0","method":"progress","params":{}}"#.utf8)) == nil)
    }
}
