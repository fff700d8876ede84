/* queue create KEY | send ID TYPE TEXT | receive ID TYPE: the C side of a
   queue. TEXT may hold \0 as a backslash and a zero; receive prints bytes
   outside ASCII's letters as \xx. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>

struct message { long type; char text[8192]; };

static int fail(const char *what)
{
    perror(what);
    return 1;
}

int main(int argc, char **argv)
{
    static struct message m;
    if (argc < 3)
        return 2;
    if (strcmp(argv[1], "create") == 0) {
        int id = msgget((key_t)strtoul(argv[2], NULL, 0), IPC_CREAT | IPC_EXCL | 0600);
        if (id < 0)
            return fail("msgget");
        printf("%d\n", id);
        return 0;
    }
    int id = atoi(argv[2]);
    m.type = atol(argv[3]);
    if (strcmp(argv[1], "send") == 0) {
        size_t n = 0;
        for (const char *p = argv[4]; *p; p++, n++) {
            m.text[n] = *p;
            if (p[0] == '\\' && p[1] == '0') {
                m.text[n] = 0;
                p++;
            }
        }
        if (msgsnd(id, &m, n, 0) < 0)
            return fail("msgsnd");
        return 0;
    }
    ssize_t n = msgrcv(id, &m, sizeof m.text, m.type, 0);
    if (n < 0)
        return fail("msgrcv");
    printf("%ld %zd ", m.type, n);
    for (ssize_t i = 0; i < n; i++) {
        if (isprint((unsigned char)m.text[i]))
            putchar(m.text[i]);
        else
            printf("\\%02x", (unsigned char)m.text[i]);
    }
    printf("\n");
    return 0;
}
