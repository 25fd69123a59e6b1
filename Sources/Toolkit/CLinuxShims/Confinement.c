// Landlock, seccomp and what a process that restricts itself needs beside them.
//
// The kernel's structures are repeated here because the headers of older distributions end before the interfaces that
// newer kernels have; numbers of system calls are the same on all architectures from 424 on.

#define _GNU_SOURCE
#include "CLinuxShims.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int shim_send_descriptor(int socket, int descriptor) {
    char byte = 'd';
    union { char buffer[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
    memset(&control, 0, sizeof control);
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control.buffer,
                             .msg_controllen = sizeof control.buffer};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    return sendmsg(socket, &message, 0) == 1 ? 0 : -1;
}

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sched.h>

#define NR_LANDLOCK_CREATE 444
#define NR_LANDLOCK_ADD 445
#define NR_LANDLOCK_RESTRICT 446

struct ruleset_attributes { uint64_t file_rights, network_rights, scopes; };
struct beneath_attributes { uint64_t rights; int32_t parent; } __attribute__((packed));

int shim_landlock_abi(void) { return (int)syscall(NR_LANDLOCK_CREATE, NULL, 0, 1U); }

int shim_landlock_create(uint64_t file_rights, uint64_t network_rights, uint64_t scopes) {
    struct ruleset_attributes attributes = {file_rights, network_rights, scopes};
    // A kernel that does not know the later members takes the structure without them.
    size_t size = scopes ? sizeof attributes : network_rights ? 16 : 8;
    return (int)syscall(NR_LANDLOCK_CREATE, &attributes, size, 0U);
}

int shim_landlock_allow(int rules, int descriptor, uint64_t rights) {
    struct beneath_attributes attributes = {rights, descriptor};
    return (int)syscall(NR_LANDLOCK_ADD, rules, 1, &attributes, 0U);
}

int shim_landlock_allow_connect(int rules, uint64_t port) {
    struct { uint64_t rights, port; } attributes = {2 /* LANDLOCK_ACCESS_NET_CONNECT_TCP */, port};
    return (int)syscall(NR_LANDLOCK_ADD, rules, 2 /* LANDLOCK_RULE_NET_PORT */, &attributes, 0U);
}

int shim_landlock_restrict(int rules) { return (int)syscall(NR_LANDLOCK_RESTRICT, rules, 0U); }

int shim_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_ARCHITECTURE

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, name))
// Both architectures are little-endian: the low half of an argument comes first.
#define ARGUMENT(index) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, args[index]))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE(code) RETURN(SECCOMP_RET_ERRNO | (code))
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define IF_SET(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, value, yes, no)

static const int refused[] = {
    // Programs and processes.
    SYS_execve, SYS_execveat,
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
    // Other processes' memory and descriptors.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, 438 /* pidfd_getfd */,
    440 /* process_madvise */,
    // Mounts and namespaces.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare, 428, 429, 430, 431, 432, 433, 442,
    // Links, devices and owners: whoever only records makes none. A link could carry a later write elsewhere.
    SYS_linkat, SYS_symlinkat, SYS_mknodat, SYS_fchownat, SYS_fchown,
#ifdef SYS_link
    SYS_link, SYS_symlink, SYS_mknod, SYS_chown, SYS_lchown,
#endif
    // Modes, times and attributes by name: Landlock lets them pass everywhere.
    SYS_fchmodat, 452 /* fchmodat2 */, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr, 463 /* setxattrat */, 466 /* removexattrat */, 469 /* file_setattr */,
#ifdef SYS_chmod
    SYS_chmod, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
    // Files by handle: past every folder's rights.
    SYS_open_by_handle_at,
    // The kernel itself.
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_init_module,
    SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct,
    SYS_quotactl, SYS_syslog, SYS_personality, 425, 426, 427 /* io_uring */,
    // Other users.
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups, SYS_capset,
};

int shim_filter_system_calls(int allows_network) {
    struct sock_filter program[64 + 2 * (sizeof refused / sizeof *refused)];
    unsigned count = 0;
    const struct sock_filter head[] = {
        FIELD(arch), IF_EQUAL(OWN_ARCHITECTURE, 1, 0), RETURN(SECCOMP_RET_KILL_PROCESS), FIELD(nr),
#ifdef __x86_64__
        // The second set of numbers that x86-64 has.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), REFUSE(ENOSYS),
#endif
        // clone3 keeps its flags in memory; the C library falls back to clone.
        IF_EQUAL(435, 0, 1), REFUSE(ENOSYS),
    };
    for (unsigned index = 0; index < sizeof head / sizeof *head; index++) program[count++] = head[index];
    for (unsigned index = 0; index < sizeof refused / sizeof *refused; index++) {
        program[count++] = (struct sock_filter)IF_EQUAL((unsigned)refused[index], 0, 1);
        program[count++] = (struct sock_filter)REFUSE(EPERM);
    }
    const struct sock_filter tail[] = {
        // Threads, no processes.
        IF_EQUAL(SYS_clone, 0, 4), ARGUMENT(0), IF_SET(CLONE_THREAD, 0, 1), RETURN(SECCOMP_RET_ALLOW), REFUSE(EPERM),
        // No memory that is writable and executable.
        IF_EQUAL(SYS_mmap, 2, 0), IF_EQUAL(SYS_mprotect, 1, 0), IF_EQUAL(SYS_pkey_mprotect, 0, 5),
        ARGUMENT(2), IF_SET(PROT_EXEC, 0, 2), IF_SET(PROT_WRITE, 0, 1), REFUSE(EPERM), RETURN(SECCOMP_RET_ALLOW),
        // No keystrokes into the terminal that it may have been started from.
        IF_EQUAL(SYS_ioctl, 0, 5), ARGUMENT(1), IF_EQUAL(TIOCSTI, 1, 0), IF_EQUAL(TIOCLINUX, 0, 1), REFUSE(EPERM),
        RETURN(SECCOMP_RET_ALLOW),
    };
    for (unsigned index = 0; index < sizeof tail / sizeof *tail; index++) program[count++] = tail[index];
    {
        // Raw and packet sockets are other families, or need rights that a user has not.
        const unsigned family4 = allows_network ? AF_INET : AF_UNIX, family6 = allows_network ? AF_INET6 : AF_UNIX;
        const struct sock_filter sockets[] = {
            IF_EQUAL(SYS_socket, 1, 0), IF_EQUAL(SYS_socketpair, 0, 5), ARGUMENT(0), IF_EQUAL(AF_UNIX, 3, 0),
            IF_EQUAL(family4, 2, 0), IF_EQUAL(family6, 1, 0), REFUSE(EAFNOSUPPORT), RETURN(SECCOMP_RET_ALLOW),
        };
        for (unsigned index = 0; index < sizeof sockets / sizeof *sockets; index++) program[count++] = sockets[index];
    }
    program[count++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
    struct sock_fprog filter = {(unsigned short)count, program};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

#else

int shim_filter_system_calls(int allows_network) {
    (void)allows_network;
    errno = ENOSYS;
    return -1;
}
#endif

int shim_fork(void) { return fork(); }

int shim_signal_on_parent_death(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }

int shim_receive_descriptor(int socket) {
    char byte;
    union { char buffer[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control.buffer,
                             .msg_controllen = sizeof control.buffer};
    if (recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC) != 1) return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return -1;
    int descriptor;
    memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
    return descriptor;
}

#else

int shim_landlock_abi(void) { errno = ENOSYS; return -1; }

int shim_landlock_allow_connect(int rules, uint64_t port) { (void)rules; (void)port; errno = ENOSYS; return -1; }
int shim_landlock_create(uint64_t file_rights, uint64_t network_rights, uint64_t scopes) {
    (void)file_rights; (void)network_rights; (void)scopes;
    errno = ENOSYS;
    return -1;
}

int shim_landlock_allow(int rules, int descriptor, uint64_t rights) {
    (void)rules; (void)descriptor; (void)rights;
    errno = ENOSYS;
    return -1;
}

int shim_landlock_restrict(int rules) { (void)rules; errno = ENOSYS; return -1; }

int shim_no_new_privileges(void) { errno = ENOSYS; return -1; }

int shim_filter_system_calls(int allows_network) { (void)allows_network; errno = ENOSYS; return -1; }

int shim_fork(void) { errno = ENOSYS; return -1; }

int shim_signal_on_parent_death(int signal) { (void)signal; errno = ENOSYS; return -1; }

int shim_receive_descriptor(int socket) { (void)socket; errno = ENOSYS; return -1; }
#endif
