/// What the kernel's sandbox makes of a row of the checklist when nothing of kato's stands before it.
enum KernelAnswer: Equatable {
    /// The row leads out of the allowed root, and the kernel refuses it.
    case blocked
    /// The row leads to no place outside, whoever follows it.
    case inside(String)
    /// The row does harm at a name that the kernel takes for one inside. Only the gate stands against it.
    case helpless(String)

    static let rows: [Int: KernelAnswer] = [
        1: .blocked, 2: .blocked, 3: .blocked, 4: .inside("it is allowed"), 5: .blocked,
        6: .inside("a folder is not written to"), 7: .inside("a name like any other"),
        8: .inside("a name like any other"), 9: .inside("the kernel sees no more than what is before the NUL"),
        10: .inside("a name like any other"), 11: .inside("a name like any other"), 12: .inside("two names"),
        13: .inside("a name like any other"), 14: .blocked, 15: .blocked, 16: .blocked,
        17: .inside("a name like any other"), 18: .inside("a name like any other"),
        19: .inside("the file system refuses what is longer"), 20: .inside("the kernel refuses what is longer"),
        21: .blocked, 22: .blocked, 23: .blocked, 24: .inside("the link stays in the root"), 25: .blocked,
        26: .blocked, 27: .blocked, 28: .blocked, 29: .blocked, 30: .blocked,
        31: .helpless("the name is in the root, the bytes are another file's"),
        32: .helpless("the name is in the root, the bytes are another file's"),
        33: .inside("whoever made the FIFO in the root gets the bytes"), 34: .inside("a socket cannot be opened"),
        35: .blocked, 36: .inside("it is in the root"), 37: .blocked, 38: .blocked, 39: .blocked,
        40: .helpless("what is mounted in the root is below the root"), 41: .inside("a root like any other"),
        42: .inside("both spellings are in the root"),
        43: .helpless("kato has to write to its own folders, wherever they are"), 44: .blocked, 45: .blocked,
        46: .helpless("every file of a root is open to a recorder"),
        47: .inside("the rights of files are the kernel's in any case"),
        48: .helpless("whose file it is does not count, only whether it may be written"),
        49: .helpless("what a file is for does not count"), 50: .helpless("its size does not count"),
        51: .helpless("who else writes to it does not count"), 52: .blocked,
        53: .helpless("what is mounted in the root is below the root"),
        54: .inside("how a file is made, not where"), 55: .inside("what is left behind is in the root"),
        56: .inside("which text is a command, not where it leads"),
        57: .inside("which text is a command, not where it leads"),
        58: .helpless("every file of a root is open to a recorder"), 59: .inside("how many, not where"),
        60: .inside("words, not files"),
    ]

    /// Rows that are driven by a test of their own and not by an entry of the table of attacks.
    static let ownTests: [Int: String] = [
        27: "rows 27, 29 and 30: names that are exchanged", 28: "rows 28 and 52: a folder that was moved",
        29: "rows 27, 29 and 30: names that are exchanged", 30: "rows 27, 29 and 30: names that are exchanged",
        35: "what it forbids fails", 39: "what it forbids fails", 52: "rows 28 and 52: a folder that was moved",
    ]
}
