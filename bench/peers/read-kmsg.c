/* The floor: waits for the kernel's ring and reads every record, one by one as the ring gives them, until it is told to
 * end; then prints records, records lost, and its own processor time in nanoseconds. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static char record[8192];
static volatile sig_atomic_t is_ended;

static void end(int signal) { (void)signal; is_ended = 1; }

static long nanoseconds(struct timeval time) { return (time.tv_sec * 1000000L + time.tv_usec) * 1000L; }

int main(void) {
    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, 0);
    struct pollfd ring = {.fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK), .events = POLLIN};
    if (ring.fd < 0 || lseek(ring.fd, 0, SEEK_END) < 0) return 1;
    long records = 0, gaps = 0;
    while (!is_ended) {
        if (poll(&ring, 1, -1) < 0) continue;
        for (;;) {
            if (read(ring.fd, record, sizeof record) > 0) records++;
            else if (errno == EPIPE) gaps++;
            else break;
        }
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%ld %ld %ld\n", records, gaps, nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime));
    return 0;
}
