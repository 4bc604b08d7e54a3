/*
 * leases DONE PATH...   takes a lease on each file that it can, writes to DONE how many, and keeps them.
 * While there is one, whoever opens the file waits (fcntl(2), "Leases").
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int taken = 0;
    signal(SIGIO, SIG_IGN); /* somebody has come */
    for (int i = 2; i < count; i++) {
        int fd = open(arguments[i], O_RDONLY);
        if (fd >= 0 && fcntl(fd, F_SETLEASE, F_WRLCK) == 0) taken++;
    }
    FILE *done = fopen(arguments[1], "w");
    fprintf(done, "%d\n", taken);
    fclose(done);
    for (;;) pause();
}
