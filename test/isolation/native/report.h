/* How each way out is told: one line, `<way> refused|OPEN <detail>`. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

static void say(const char *way, int is_open, const char *detail)
{
    printf("%s %s %s\n", way, is_open ? "OPEN" : "refused", detail ? detail : strerror(errno));
    fflush(stdout);
}

/* A call that must fail. */
static void must_fail(const char *way, long result) { say(way, result >= 0, result >= 0 ? "it worked" : NULL); }
