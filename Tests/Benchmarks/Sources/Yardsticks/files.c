#include "yardsticks.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int (*visitor)(int descriptor);

static int visit_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)place;
    size_t length = strlen(path);
    if (kind != FTW_F || length < 6 || strcmp(path + length - 6, ".jsonl") != 0) return 0;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        perror(path);
        return 1;
    }
    int result = visitor(descriptor);
    close(descriptor);
    return result;
}

int each_log(const char *root, int (*visit)(int descriptor)) {
    visitor = visit;
    return nftw(root, visit_entry, 16, FTW_PHYS);
}

int write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            perror("write");
            return -1;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}
