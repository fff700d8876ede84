/* semaphore create KEY V… | op ID (NUM OP)… | values ID: the C side of a set.
   create initialises as C programs do: SETALL, then an operation that sets
   sem_otime. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sem.h>

union semun { int val; struct semid_ds *buf; unsigned short *array; };

static int fail(const char *what)
{
    perror(what);
    return 1;
}

int main(int argc, char **argv)
{
    unsigned short values[16];
    union semun arg = { .array = values };
    if (argc < 3)
        return 2;
    if (strcmp(argv[1], "create") == 0) {
        int n = argc - 3;
        int id = semget((key_t)strtoul(argv[2], NULL, 0), n, IPC_CREAT | IPC_EXCL | 0600);
        if (id < 0)
            return fail("semget");
        for (int i = 0; i < n; i++)
            values[i] = atoi(argv[3 + i]);
        if (semctl(id, 0, SETALL, arg) < 0)
            return fail("semctl");
        struct sembuf touch[2] = { { 0, 1, 0 }, { 0, -1, 0 } };
        if (semop(id, touch, 2) < 0)
            return fail("semop");
        printf("%d\n", id);
        return 0;
    }
    int id = atoi(argv[2]);
    if (strcmp(argv[1], "op") == 0) {
        struct sembuf ops[8];
        int n = 0;
        for (int i = 3; i + 1 < argc && n < 8; i += 2, n++)
            ops[n] = (struct sembuf){ atoi(argv[i]), atoi(argv[i + 1]), 0 };
        if (semop(id, ops, n) < 0)
            return fail("semop");
        printf("done\n");
        return 0;
    }
    struct semid_ds ds;
    if (semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }) < 0 || semctl(id, 0, GETALL, arg) < 0)
        return fail("semctl");
    for (unsigned long i = 0; i < ds.sem_nsems; i++)
        printf("%s%d", i ? " " : "", values[i]);
    printf(" otime=%s\n", ds.sem_otime ? "set" : "0");
    return 0;
}
