// Each is one subcommand of kato-yardstick; the result is the process's exit code.
#ifndef YARDSTICKS_H
#define YARDSTICKS_H

#include <stddef.h>
#include <sys/types.h>

// Appends every complete line that is added to `input` to `output`, until it is killed. With `durable`, each append
// is followed by fdatasync. `output` exists once the watch is set.
int yardstick_follow(const char *input, const char *output, int durable);

// Reads every .jsonl file below `root` and finds its line ends.
int yardstick_split(const char *root);

// Inserts every line of every .jsonl file below `root` into a new SQLite database at `database`.
int yardstick_insert(const char *database, const char *root);

// Serves a Unix socket at `path`, one connection after another, and sends back what comes in, until it is killed.
int yardstick_echo(const char *path);

// Calls `visit` for each .jsonl file below `root`. A result other than 0 ends the walk and is returned.
int each_log(const char *root, int (*visit)(int descriptor));

// Writes all of it, or says why not and answers -1.
int write_all(int descriptor, const char *bytes, size_t count);

#endif
