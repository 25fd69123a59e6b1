#include "yardsticks.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { transaction_bytes = 1 << 20 };

static sqlite3 *database;
static sqlite3_stmt *insertion;
static size_t pending;
static int file_number;

static int run(const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK) return 0;
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(database));
    return 1;
}

static int insert_line(const char *line, size_t length, sqlite3_int64 offset) {
    sqlite3_bind_int(insertion, 1, file_number);
    sqlite3_bind_int64(insertion, 2, offset);
    sqlite3_bind_blob64(insertion, 3, line, length, SQLITE_STATIC);
    int done = sqlite3_step(insertion) == SQLITE_DONE;
    sqlite3_reset(insertion);
    if (!done) {
        fprintf(stderr, "insert: %s\n", sqlite3_errmsg(database));
        return 1;
    }
    pending += length;
    if (pending < transaction_bytes) return 0;
    pending = 0;
    return run("COMMIT; BEGIN");
}

// Lines are found in a buffer that grows to the longest line.
static int insert_file(int descriptor) {
    static char *buffer;
    static size_t capacity;
    size_t held = 0;
    sqlite3_int64 offset = 0;
    file_number += 1;
    for (;;) {
        if (capacity - held < (1 << 18)) {
            capacity = capacity * 2 + (1 << 20);
            buffer = realloc(buffer, capacity);
            if (buffer == NULL) return 1;
        }
        ssize_t count = read(descriptor, buffer + held, capacity - held);
        if (count <= 0) return count < 0;
        held += (size_t)count;
        char *line = buffer, *end;
        while ((end = memchr(line, '\n', held - (size_t)(line - buffer))) != NULL) {
            size_t length = (size_t)(end - line) + 1;
            if (insert_line(line, length - 1, offset) != 0) return 1;
            offset += (sqlite3_int64)length;
            line = end + 1;
        }
        held -= (size_t)(line - buffer);
        memmove(buffer, line, held);
    }
}

int yardstick_insert(const char *path, const char *root) {
    if (sqlite3_open(path, &database) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(database));
        return 1;
    }
    const char *insert = "INSERT INTO record (file, offset, line) VALUES (?, ?, ?)";
    if (run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL") != 0) return 1;
    if (run("CREATE TABLE record (id INTEGER PRIMARY KEY, file INTEGER, offset INTEGER, line BLOB); BEGIN") != 0) return 1;
    if (sqlite3_prepare_v2(database, insert, -1, &insertion, NULL) != SQLITE_OK) return 1;
    if (each_log(root, insert_file) != 0 || run("COMMIT") != 0) return 1;
    sqlite3_finalize(insertion);
    return sqlite3_close(database) == SQLITE_OK ? 0 : 1;
}
