#include "yardsticks.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static char buffer[1 << 20];

// Moves the complete lines after `offset` from `source` to `target`; answers where the rest begins, -1 when it failed.
static off_t move_lines(int source, int target, off_t offset, int durable) {
    for (;;) {
        ssize_t count = pread(source, buffer, sizeof buffer, offset);
        if (count < 0) {
            perror("pread");
            return -1;
        }
        char *end = count > 0 ? memrchr(buffer, '\n', (size_t)count) : NULL;
        if (end == NULL) return offset;
        size_t complete = (size_t)(end - buffer) + 1;
        if (write_all(target, buffer, complete) != 0) return -1;
        if (durable && fdatasync(target) != 0) {
            perror("fdatasync");
            return -1;
        }
        offset += (off_t)complete;
    }
}

int yardstick_follow(const char *input, const char *output, int durable) {
    int source = open(input, O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
    int watcher = inotify_init1(IN_CLOEXEC);
    if (source < 0 || watcher < 0 || inotify_add_watch(watcher, input, IN_MODIFY) < 0) {
        perror(input);
        return 1;
    }
    int target = open(output, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (target < 0) {
        perror(output);
        return 1;
    }
    off_t offset = 0;
    char events[4096] __attribute__((aligned(8)));
    for (;;) {
        offset = move_lines(source, target, offset, durable);
        if (offset < 0) return 1;
        if (read(watcher, events, sizeof events) < 0 && errno != EINTR) {
            perror("read");
            return 1;
        }
    }
}
