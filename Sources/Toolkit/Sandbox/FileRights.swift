/// Landlock's rights to files and folders, as linux/landlock.h numbers them.
struct FileRights: OptionSet {
    let rawValue: UInt64

    static let execute = FileRights(rawValue: 1 << 0)
    static let writeFile = FileRights(rawValue: 1 << 1)
    static let readFile = FileRights(rawValue: 1 << 2)
    static let readFolder = FileRights(rawValue: 1 << 3)
    static let removeFolder = FileRights(rawValue: 1 << 4)
    static let removeFile = FileRights(rawValue: 1 << 5)
    static let makeFolder = FileRights(rawValue: 1 << 7)
    static let makeRegular = FileRights(rawValue: 1 << 8)
    static let truncate = FileRights(rawValue: 1 << 14)
    static let deviceControl = FileRights(rawValue: 1 << 15)

    static let reading: FileRights = [.readFile, .readFolder]
    static let writing: FileRights = [
        .readFile, .readFolder, .writeFile, .removeFile, .removeFolder, .makeRegular, .makeFolder,
    ]
    static let owning: FileRights = [writing, .truncate]
    /// Rights that make sense for something else than a folder.
    static let ofFiles: FileRights = [.execute, .writeFile, .readFile, .truncate, .deviceControl]

    /// Everything that this interface of the kernel can deny: each knows the rights of the ones before it.
    static func known(abi: Int32) -> FileRights {
        let count =
            switch abi {
            case ..<1: 0
            case 1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        return FileRights(rawValue: (1 << UInt64(count)) - 1)
    }
}
