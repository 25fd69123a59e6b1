import KatoModel
import KatoProviders
import Testing

@Suite struct CodexFixtureTests {
    @Test(arguments: expected)
    func `a reader sees every text of a rollout once`(fixture: String, drafts: [String]) throws {
        #expect(CodexLines.shown(try CodexLines.decode(fixture: fixture)) == drafts)
    }

    static let expected: [(fixture: String, drafts: [String])] = [
        ("0.36-no-turns.jsonl", noTurns),
        ("0.163-migrated-no-turns.jsonl", noTurns),
        ("0.36-fork-copies.jsonl", forkCopies),
        ("0.142-turns.jsonl", turns),
        ("0.163-items.jsonl", items),
        ("0.163-fork-points.jsonl", forkPoints),
        ("0.163-revert-segment.jsonl", revertSegment),
        ("0.163-subagent.jsonl", subAgent),
        ("items-only.jsonl", itemsOnly),
        ("bare-items.jsonl", bareItems),
    ]

    private static let noTurns = [
        "system.message: <environment_context>\n  <cwd>/home/ada/b",
        "user.message!: Which planks are for the keel?\n::record",
        "assistant.thinking: **Looking at the list**\n\nThe list should",
        "assistant.thinking: **Then the keel**\n\nOak, if there is any.",
        "assistant.message: I read the list first.",
        "call shell: cat planks.txt",
        "result: oak 4\npine 12\n",
        "assistant.message: The four oak planks are for the keel.",
        "user.message!: cut them",
        "call shell: cut --all",
        "info interrupted: interrupted",
        "result: aborted",
    ]

    private static let forkCopies = [
        "system.message: <environment_context>\n  <cwd>/home/ada/b",
        "user.message!: Which planks are for the keel?\n::record",
        "assistant.thinking: **Looking at the list**\n\nThe list should",
        "assistant.thinking: **Then the keel**\n\nOak, if there is any.",
        "assistant.message: I read the list first.",
        "call shell: cat planks.txt",
        "result: oak 4\npine 12\n",
        "assistant.message: The four oak planks are for the keel.",
        "user.message!: and the mast?\n::stop",
        "assistant.message: Pine.",
    ]

    private static let turns = [
        "system.message: <permissions instructions>\nAsk before yo",
        "system.message: # AGENTS.md instructions for /home/ada/b",
        "system.message: <environment_context>\n  <cwd>/home/ada/b",
        "user.message!: Plan the mast\n::record notes/mast.md\n\n[i",
        "info thinking-omitted: -",
        "assistant.message: I look at what there is.",
        "call web_search: mast taper ratio",
        "call apply_patch: mast.txt",
        "failed: Exit code: 1\nWall time: 0 seconds\nOutput",
        "call local_shell: ls -l",
        "result: mast.txt\n[image: image/png]",
        "call tool_search: sail tools",
        "result: []",
        "call request_user_input: -",
        "question: Which wood? [\"Pine\", \"Oak\"]",
        "question: How high? []",
        "result: {\"answers\": {\"wood\": {\"answers\": [\"Pine\"",
        "answer: Wood/Which wood? Pine",
        "answer: Height/How high? 6 m, or a bit more",
        "assistant.message: The mast is planned.",
        "user.message!: continue",
        "call request_user_input: -",
        "question: Go on? [\"Yes\"]",
        "result: the user closed the dialogue",
        "system.message: - Go on?: the user closed the dialogue",
        "system.message: Summary: a mast of pine, 6 m.",
        "info context-compacted: -",
        "assistant.message: Nothing left to do.",
        "user.command: ! ls mast",
        "user.message!: continue",
        "info api-error: You have hit your usage limit.",
        "info thread-name: Mast of pine",
        "info rewound: 1 turn",
        "info interrupted: interrupted",
        "system.message: <turn_aborted>\nThe user interrupted the ",
    ]

    private static let items = [
        "system.message: <skills_instructions>\n## Skills\n</skills",
        "system.message: <environment_context>\n  <cwd>/home/ada/b",
        "user.message!: Sew the sail\n::capture\n\n[image: sail.png",
        "assistant.thinking: **Cloth first**\n\nIs there cloth?",
        "assistant.message: Let me look for cloth.",
        "call exec_command: ls cloth",
        "failed: Chunk ID: 1\nWall time: 0.0000 seconds\nPr",
        "info plan: 1. buy cloth",
        "assistant.message: There is no cloth.",
        "user.message!: then buy some",
        "assistant.message: Also, no thread.",
        "assistant.message: Let me look for cloth.",
        "info context-compacted: -",
        "info review-started: current changes",
        "info review-finished: Looks fine.",
        "info api-error: We are experiencing high demand.",
    ]

    private static let forkPoints = [
        "info forked: 01a20b47-5a46-7c30-8d5f-0000000b0a75",
        "user.message!: or a smaller sail",
        "assistant.message: A smaller one then.",
    ]

    private static let revertSegment = [
        "info rewound: -",
        "user.message!: use paper",
        "assistant.message: Paper it is.",
    ]

    private static let subAgent = [
        "user.message: Message Type: NEW_TASK\nCount the threads",
        "call exec_command: wc threads",
        "result: 3",
        "assistant.message: Three threads.",
        "info interrupted: interrupted",
    ]

    private static let itemsOnly = [
        "system.message: <environment_context>\n  <cwd>/home/ada/b",
        "user.message!: Count the oars",
        "call exec: wc oars",
        "result: 2",
        "assistant.message: Two.",
        "user.message!: thanks",
        "assistant.message: Welcome.",
    ]

    private static let bareItems = [
        "user.message!: Paint the hull",
        "info thinking-omitted: -",
        "assistant.message: Which colour?",
        "call request_user_input: -",
        "question: Which colour? [\"red\", \"blue\"]",
        "answer: -/Which colour? red",
    ]
}
