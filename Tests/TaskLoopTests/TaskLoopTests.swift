import Foundation
import TaskLoop
import Testing

@Suite struct TaskLoopTests {
    private actor Stage {
        func thread() -> String { "\(pthread_self())" }
    }

    private static func thread() -> String { "\(pthread_self())" }

    @Test func `tasks of a loop, their children and the actors they call share its thread`() async throws {
        let threads = await TaskLoop().run {
            var threads = [Self.thread(), await Stage().thread()]
            threads += await withTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        await Task.yield()
                        return await Stage().thread()
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            return threads
        }
        #expect(threads.count == 6)
        #expect(Set(threads).count == 1)
    }

    @Test func `what is done apart keeps nothing waiting`() async throws {
        let loop = TaskLoop()
        let (here, there, back) = await loop.run {
            let here = Self.thread()
            let there = await apart { Self.thread() }
            return (here, there, Self.thread())
        }
        #expect(here == back)
        #expect(here != there)
    }
}
