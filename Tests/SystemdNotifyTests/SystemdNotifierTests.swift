import KatoTestSupport
import SystemdNotify
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct SystemdNotifierTests {
    @Test func `messages arrive at a socket named by its path`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        defer { receiver.remove() }
        let notifier = SystemdNotifier(
            environment: ["NOTIFY_SOCKET": receiver.address], monotonicMicroseconds: { 42 })
        #expect(notifier.isActive)

        notifier.ready(status: "Following 3 conversations")
        #expect(receiver.next() == "READY=1\nSTATUS=Following 3 conversations")
        notifier.ready()
        #expect(receiver.next() == "READY=1")
        notifier.reloading()
        #expect(receiver.next() == "RELOADING=1\nMONOTONIC_USEC=42")
        notifier.watchdog()
        #expect(receiver.next() == "WATCHDOG=1")
        notifier.stopping()
        #expect(receiver.next() == "STOPPING=1")
        notifier.send("MAINPID=7", "FDSTORE=1")
        #expect(receiver.next() == "MAINPID=7\nFDSTORE=1")
    }

    #if os(Linux)
        @Test func `messages arrive at a socket with an abstract name`() throws {
            let receiver = try DatagramReceiver.abstract()
            defer { receiver.remove() }
            SystemdNotifier(environment: ["NOTIFY_SOCKET": receiver.address]).status("idle")
            #expect(receiver.next() == "STATUS=idle")
        }
    #endif

    @Test func `a status cannot smuggle in another assignment`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        defer { receiver.remove() }
        SystemdNotifier(environment: ["NOTIFY_SOCKET": receiver.address]).status("a\nMAINPID=1\r\nb")
        #expect(receiver.next() == "STATUS=a MAINPID=1  b")
    }

    @Test func `a message to a full queue is lost and nobody waits`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        defer { receiver.remove() }
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": receiver.address])
        let sent = 4000
        for _ in 0..<sent { notifier.watchdog() }
        var received = 0
        while receiver.next() != nil { received += 1 }
        #expect(received > 0 && received < sent)
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "@"], ["NOTIFY_SOCKET": "relative/path"],
        ["NOTIFY_SOCKET": "vsock:2:1"], ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 107)],
    ])
    func `an address that cannot be used turns notifications off`(environment: [String: String]) {
        let notifier = SystemdNotifier(environment: environment)
        #expect(!notifier.isActive)
        notifier.ready()
    }

    @Test func `a socket that is gone is ignored`() throws {
        let receiver = try DatagramReceiver.inTemporaryDirectory()
        receiver.remove()
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": receiver.address])
        #expect(notifier.isActive)
        notifier.ready()
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "2000000"], Duration.seconds(2)),
        (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "77"], .seconds(2)),
        (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "78"], nil),
        (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "x"], nil),
        (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "-5"], nil),
        (["WATCHDOG_USEC": "soon"], nil),
        ([:], nil),
    ])
    func `the watchdog is on only when it watches this process`(environment: [String: String], expected: Duration?) {
        #expect(SystemdNotifier(environment: environment, processIdentifier: 77).watchdogInterval == expected)
    }
}
