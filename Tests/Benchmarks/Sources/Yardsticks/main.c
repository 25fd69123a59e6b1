#include "yardsticks.h"

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
    const char *name = count > 1 ? arguments[1] : "";
    if (strcmp(name, "follow") == 0 && count == 4) return yardstick_follow(arguments[2], arguments[3], 0);
    if (strcmp(name, "follow-durable") == 0 && count == 4) return yardstick_follow(arguments[2], arguments[3], 1);
    if (strcmp(name, "split") == 0 && count == 3) return yardstick_split(arguments[2]);
    if (strcmp(name, "insert") == 0 && count == 4) return yardstick_insert(arguments[2], arguments[3]);
    if (strcmp(name, "echo") == 0 && count == 3) return yardstick_echo(arguments[2]);
    fputs("usage: kato-yardstick follow|follow-durable INPUT OUTPUT | split ROOT | insert DATABASE ROOT | echo SOCKET\n",
          stderr);
    return 2;
}
