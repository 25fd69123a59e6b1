import FileAccess
import KatoModel

extension LandedFile {
    /// A file as the system shows it now.
    init(_ status: FileStatus) {
        self.init(device: status.device, inode: status.inode, size: status.size, modified: status.modified)
    }
}
