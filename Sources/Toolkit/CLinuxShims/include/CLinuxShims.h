// What Glibc's Swift module map hides because it needs _GNU_SOURCE, as plain functions.
//
// Each returns what the system call returns: a value >= 0, or -1 with errno set. On other systems than Linux the
// Linux-only ones return -1 with ENOSYS, so that callers take their portable path.

#ifndef C_LINUX_SHIMS_H
#define C_LINUX_SHIMS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Opens `path` below `directory`, never leaving it, never following a link of any kind and never entering another
/// mount (openat2 with RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV).
int shim_open_beneath(int directory, const char *path, int flags, unsigned int mode);

/// Opens the absolute `path` through no link of any kind (openat2 with RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS).
int shim_open_unlinked(const char *path, int flags);

/// The mount that an open file lies on; -1 where the system does not tell.
int64_t shim_mount_id(int descriptor);

/// The magic number of the file system that an open file lies on; 0 where the system does not tell.
int64_t shim_file_system_type(int descriptor);

/// The flag of open(2) that opens a place in the tree without access to its content; 0 where there is none.
int shim_o_path(void);

/// Birth time of an open file in nanoseconds since the epoch, 0 where the file system keeps none.
int64_t shim_birth_time(int descriptor);

/// Whether an open file has attributes that somebody gave it, access lists among them; labels of the system's security
/// do not count. 1 also where they cannot be listed though the file system has them.
int shim_has_attributes(int descriptor);

/// The number of the file system that holds `path`, as in linux/magic.h; -1 where it cannot be told.
int64_t shim_file_system_type_at(const char *path);

/// Exchanges two names in one directory in one step.
int shim_exchange(int directory, const char *left, const char *right);

/// Renames within one directory, failing with EEXIST when the new name is taken.
int shim_rename_exclusive(int directory, const char *from, const char *to);

/// Identity of the process at the other end of a Unix socket.
int shim_peer_credentials(int socket, int32_t *pid, uint32_t *uid, uint32_t *gid);

/// Writes the path of the program that a process runs, or where that may not be read the process's own name, to `name`, and closes `handle`, its pidfd: the length, or -1 when
/// `pid` is not (any more) the process that the handle means.
int shim_process_executable(int handle, int32_t pid, char *name, size_t capacity);

/// Has every descriptor from `first` on closed in the programs this process starts from now on.
int shim_close_on_exec_from(unsigned int first);

/// The newest Landlock interface that the kernel has; 0 or -1 where it has none.
int shim_landlock_abi(void);

/// Makes a set of rules that denies these rights unless a rule grants them; returns its descriptor.
int shim_landlock_create(uint64_t file_rights, uint64_t network_rights, uint64_t scopes);

/// Adds a rule: these rights for everything below an open file or folder.
int shim_landlock_allow(int rules, int descriptor, uint64_t rights);

/// Applies a set of rules to the calling thread and all it starts, for ever.
int shim_landlock_restrict(int rules);
/// Lets TCP connect to `port`, in a set that handles connecting.
int shim_landlock_allow_connect(int rules, uint64_t port);

/// Keeps this process and all it starts from gaining privileges through exec.
int shim_no_new_privileges(void);

/// Denies the calling thread and all it starts, for ever: starting programs and processes, debugging, mounting,
/// making links and devices, changing owners, memory that is writable and executable, and other calls that a service
/// with files and local sockets never makes. Sockets of other families than AF_UNIX only with `allows_network`.
int shim_filter_system_calls(int allows_network);

/// fork(2), for a process with a single thread.
int shim_fork(void);

/// Has this process sent a signal when its parent ends.
int shim_signal_on_parent_death(int signal);

/// Sends one byte and a descriptor over a Unix socket.
int shim_send_descriptor(int socket, int descriptor);

/// Receives what shim_send_descriptor sent without waiting; returns the descriptor, close-on-exec.
int shim_receive_descriptor(int socket);

/// Returns freed memory to the system after a peak.
void shim_release_memory(void);

/// Limits the number of malloc arenas, so that an idle daemon stays small. Call before the first thread.
void shim_limit_arenas(int count);

/// A stretch of memory and how much of it is used, laid out as libzstd's ZSTD_inBuffer and ZSTD_outBuffer.
typedef struct {
    void *bytes;
    size_t size;
    size_t position;
} shim_zstd_buffer;

/// Begins a decompression with the system's libzstd, which is looked for when the first one begins; NULL without it.
void *shim_zstd_begin(void);

/// Decompresses from `input` to `output` until one of them is used up. Returns 0 at the end of a frame, -1 when the
/// input is not Zstandard, and a positive number within a frame.
int shim_zstd_continue(void *stream, shim_zstd_buffer *output, shim_zstd_buffer *input);

/// Frees what `shim_zstd_begin` returned.
void shim_zstd_end(void *stream);

#endif
