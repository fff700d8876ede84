/* segment create KEY | check ID: the C side of a segment.
   create makes one with known contents; check looks for what Lua wrote. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>

struct mixed {
    char c;
    int64_t big;
    short s[3];
    double d;
    char text[16];
    struct { unsigned char tag; float f; } in[2];
};

static int fail(const char *what)
{
    perror(what);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    if (strcmp(argv[1], "create") == 0) {
        int id = shmget((key_t)strtoul(argv[2], NULL, 0), 5000, IPC_CREAT | IPC_EXCL | 0600);
        if (id < 0)
            return fail("shmget");
        struct mixed *m = shmat(id, NULL, 0);
        if (m == (void *)-1)
            return fail("shmat");
        m->c = -5;
        m->big = 9223372036854775807;
        m->s[2] = -32768;
        m->d = 0.1;
        strcpy(m->text, "from C");
        m->in[1].tag = 255;
        m->in[1].f = 1.5f;
        printf("%d\n", id);
        return 0;
    }
    struct mixed *m = shmat(atoi(argv[2]), NULL, SHM_RDONLY);
    if (m == (void *)-1)
        return fail("shmat");
    printf("c=%d big=%lld s2=%d d=%.17g text=%s tag=%d f=%g\n", m->c, (long long)m->big, m->s[2], m->d,
           m->text, m->in[1].tag, m->in[1].f);
    return 0;
}
