/* The floor: reads a file in blocks of 256 KiB and looks for the end of every line, as any parser must. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char block[256 * 1024];

int main(int count, char **arguments) {
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    if (file < 0) return 1;
    long lines = 0;
    ssize_t bytes;
    while ((bytes = read(file, block, sizeof block)) > 0) {
        char *end = block + bytes;
        for (char *at = block; (at = memchr(at, '\n', end - at)); at++) lines++;
    }
    printf("%ld\n", lines);
    return bytes < 0;
}
