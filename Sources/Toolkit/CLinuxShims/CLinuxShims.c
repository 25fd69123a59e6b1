#define _GNU_SOURCE
#include "CLinuxShims.h"

#include <errno.h>
#include <poll.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/close_range.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/vfs.h>

static int open_resolving(int directory, const char *path, int flags, unsigned int mode, unsigned long long resolve) {
    struct open_how how;
    memset(&how, 0, sizeof how);
    how.flags = (unsigned long long)flags;
    how.mode = (flags & O_CREAT) ? mode : 0;
    how.resolve = resolve;
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

int shim_open_beneath(int directory, const char *path, int flags, unsigned int mode) {
    return open_resolving(
        directory, path, flags, mode,
        RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV);
}

int shim_open_unlinked(const char *path, int flags) {
    return open_resolving(AT_FDCWD, path, flags, 0, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
}

int64_t shim_mount_id(int descriptor) {
    char path[48], text[512];
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", descriptor);
    int info = open(path, O_RDONLY | O_CLOEXEC);
    if (info < 0) return -1;
    ssize_t count = read(info, text, sizeof text - 1);
    close(info);
    text[count < 0 ? 0 : count] = 0;
    const char *line = strstr(text, "mnt_id:");
    return line ? strtoll(line + 7, NULL, 10) : -1;
}

int64_t shim_file_system_type(int descriptor) {
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 ? (int64_t)status.f_type : 0;
}

int shim_o_path(void) { return O_PATH; }

int64_t shim_birth_time(int descriptor) {
    struct statx status;
    if (statx(descriptor, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0) return 0;
    if (!(status.stx_mask & STATX_BTIME)) return 0;
    return (int64_t)status.stx_btime.tv_sec * 1000000000 + status.stx_btime.tv_nsec;
}

int shim_has_attributes(int descriptor) {
    char names[4096];
    ssize_t count = flistxattr(descriptor, names, sizeof names);
    if (count < 0) return errno != ENOTSUP;
    for (ssize_t at = 0; at < count; at += strlen(names + at) + 1) {
        if (strncmp(names + at, "security.", 9) != 0) return 1;
    }
    return 0;
}

int64_t shim_file_system_type_at(const char *path) {
    struct statfs status;
    if (statfs(path, &status) != 0) return -1;
    return (int64_t)(uint32_t)status.f_type;
}

int shim_exchange(int directory, const char *left, const char *right) {
    return renameat2(directory, left, directory, right, RENAME_EXCHANGE);
}

int shim_rename_exclusive(int directory, const char *from, const char *to) {
    return renameat2(directory, from, directory, to, RENAME_NOREPLACE);
}

int shim_peer_credentials(int socket, int32_t *pid, uint32_t *uid, uint32_t *gid) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -1;
    *pid = credentials.pid;
    *uid = credentials.uid;
    *gid = credentials.gid;
    return 0;
}

int shim_process_executable(int handle, int32_t pid, char *name, size_t capacity) {
    char link[32];
    snprintf(link, sizeof link, "/proc/%d/exe", (int)pid);
    ssize_t length = readlink(link, name, capacity);
    if (length < 0 && (errno == EACCES || errno == EPERM)) {
        // A confined process may not ask for the path, only for the name that the other one gives itself.
        snprintf(link, sizeof link, "/proc/%d/comm", (int)pid);
        int file = open(link, O_RDONLY | O_CLOEXEC);
        if (file >= 0) {
            length = read(file, name, capacity);
            if (length > 0 && name[length - 1] == '\n') length--;
            close(file);
        }
    }
    // The handle becomes readable when its process ends: if that has not happened yet, `pid` was still its number.
    // A confined process may ask this, while it may not send a signal, not even none.
    struct pollfd end = {.fd = handle, .events = POLLIN};
    int ended = poll(&end, 1, 0);
    close(handle);
    return ended == 0 ? (int)length : -1;
}

int shim_close_on_exec_from(unsigned int first) {
    return (int)syscall(SYS_close_range, first, ~0U, CLOSE_RANGE_CLOEXEC);
}

void shim_release_memory(void) { malloc_trim(0); }

void shim_limit_arenas(int count) { mallopt(M_ARENA_MAX, count); }

#else

int shim_open_beneath(int directory, const char *path, int flags, unsigned int mode) {
    (void)directory; (void)path; (void)flags; (void)mode;
    errno = ENOSYS;
    return -1;
}

int shim_open_unlinked(const char *path, int flags) {
    (void)path; (void)flags;
    errno = ENOSYS;
    return -1;
}

int64_t shim_mount_id(int descriptor) { (void)descriptor; return -1; }

int64_t shim_file_system_type(int descriptor) { (void)descriptor; return 0; }

int shim_o_path(void) { return 0; }

int64_t shim_birth_time(int descriptor) { (void)descriptor; return 0; }

int shim_has_attributes(int descriptor) { return flistxattr(descriptor, NULL, 0, 0) != 0; }

int64_t shim_file_system_type_at(const char *path) { (void)path; return -1; }

int shim_exchange(int directory, const char *left, const char *right) {
    return renameatx_np(directory, left, directory, right, RENAME_SWAP);
}

int shim_rename_exclusive(int directory, const char *from, const char *to) {
    return renameatx_np(directory, from, directory, to, RENAME_EXCL);
}

int shim_peer_credentials(int socket, int32_t *pid, uint32_t *uid, uint32_t *gid) {
    uid_t peer_uid;
    gid_t peer_gid;
    if (getpeereid(socket, &peer_uid, &peer_gid) != 0) return -1;
    *pid = 0;
    *uid = peer_uid;
    *gid = peer_gid;
    return 0;
}

int shim_process_executable(int handle, int32_t pid, char *name, size_t capacity) {
    (void)handle; (void)pid; (void)name; (void)capacity;
    errno = ENOSYS;
    return -1;
}

int shim_close_on_exec_from(unsigned int first) {
    (void)first;
    errno = ENOSYS;
    return -1;
}

void shim_release_memory(void) {}

void shim_limit_arenas(int count) { (void)count; }
#endif
