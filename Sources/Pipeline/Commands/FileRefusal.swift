import FileAccess

/// Why what the disk holds may not be written although the policy allows its path. The raw values stand in the audit
/// log.
package enum FileRefusal: String, Sendable, Hashable, CaseIterable {
    case notRegular = "not-regular"
    case otherOwner = "other-owner"
    /// The file has a second name, perhaps outside of every allowed root.
    case hardLinks = "hard-links"
    /// A name on the way is a symbolic link.
    case link = "symbolic-link"
    /// A name on the way is a mount point.
    case mountPoint = "mount-point"
    /// Another folder stands where the allowed root was when the daemon started.
    case rootReplaced = "root-replaced"
    /// The folder ignores case, and the file is spelled otherwise.
    case otherSpelling = "other-spelling"
    /// Set-user-id, set-group-id or a script: what is appended would be run.
    case program = "program"
    case tooLarge = "too-large"
    /// procfs, sysfs and their like.
    case notForFiles = "not-for-files"

    /// Larger than any conversation, and small enough to be read again whole: 4 GiB.
    package static let maximumSize: UInt64 = 4 << 30

    /// What keeps a file with this status from being written.
    init?(_ status: FileStatus, owner: UInt32) {
        switch status {
        case _ where status.kind == .symbolicLink: self = .link
        case _ where status.kind != .regular: self = .notRegular
        case _ where status.owner != owner: self = .otherOwner
        case _ where status.links != 1: self = .hardLinks
        case _ where status.mode & 0o6000 != 0: self = .program
        case _ where status.size > Self.maximumSize: self = .tooLarge
        default: return nil
        }
    }

    /// What the failure to open it says; `nil` when that is no matter of safety.
    init?(_ error: FileAccessError) {
        switch error {
        case _ where error.isLink: self = .link
        case _ where error.isMountPoint: self = .mountPoint
        case _ where error.isReplaced: self = .rootReplaced
        case _ where error.exists: self = .otherSpelling
        case _ where error.isNotForFiles: self = .notForFiles
        case _ where error.isNotRegular: self = .notRegular
        default: return nil
        }
    }

    /// What is wrong, to be put after the path.
    var sentence: String {
        switch self {
        case .notRegular: "is not a regular file"
        case .otherOwner: "belongs to another user"
        case .hardLinks: "has more than one name (hard links)"
        case .link: "is reached through a link"
        case .mountPoint: "lies on another file system than its allowed folder"
        case .rootReplaced: "lies in a folder that was made anew since kato started"
        case .otherSpelling: "is spelled otherwise in its folder"
        case .program: "is a program"
        case .tooLarge: "is larger than 4 GiB"
        case .notForFiles: "lies on a file system of the system's own"
        }
    }

    /// What the user can do.
    var hint: String {
        switch self {
        case .mountPoint: "Add the mounted folder itself to allowedRoots in config.yaml."
        case .rootReplaced: "Try again in a minute, or run kato restart."
        case .otherSpelling: "Spell the name as the folder does, or choose another one."
        default: "Name a plain file of your own, or one that does not exist yet."
        }
    }
}
