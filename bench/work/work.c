/* work WORKLOAD [ARGS]: the measured work in C. Prints nanoseconds for one
   unit of the work; launch COMMAND… times any command instead. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static int must(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
    return result;
}

static void op(int id, int num, int n)
{
    struct sembuf b = { num, n, 0 };
    must(semop(id, &b, 1), "semop");
}

static int new_segment(size_t size) { return must(shmget(IPC_PRIVATE, size, IPC_CREAT | 0600), "shmget"); }

static void *attach(int id)
{
    void *p = shmat(id, NULL, 0);
    if (p == (void *)-1) {
        perror("shmat");
        exit(1);
    }
    return p;
}

static double launch(int rounds, char **command)
{
    double start = now();
    for (int i = 0; i < rounds; i++) {
        pid_t pid;
        int status;
        if (posix_spawnp(&pid, command[0], NULL, NULL, command, environ) != 0) {
            perror(command[0]);
            exit(1);
        }
        must(waitpid(pid, &status, 0), "waitpid");
        if (status != 0)
            exit(1);
    }
    return (now() - start) / rounds;
}

static double semaphore(int rounds)
{
    int id = must(semget(IPC_PRIVATE, 1, IPC_CREAT | 0600), "semget");
    op(id, 0, 1);
    double start = now();
    for (int i = 0; i < rounds; i++) {
        op(id, 0, -1);
        op(id, 0, 1);
    }
    double t = (now() - start) / rounds;
    semctl(id, 0, IPC_RMID);
    return t;
}

/* A set of two, made by mkset; role 0 serves first and keeps the time. */
static double pingpong(int role, int id, int rounds)
{
    double start = now();
    for (int i = 0; i < rounds; i++) {
        if (role == 0) {
            op(id, 0, 1);
            op(id, 1, -1);
        } else {
            op(id, 0, -1);
            op(id, 1, 1);
        }
    }
    return (now() - start) / rounds;
}

static double access_cells(int rounds)
{
    int id = new_segment(4096);
    volatile int32_t *v = attach(id);
    double start = now();
    for (int i = 0; i < rounds; i++)
        v[i & 63] = v[i & 63] + 1;
    double t = (now() - start) / rounds;
    shmctl(id, IPC_RMID, NULL);
    return t;
}

enum { BULK = 64 << 20, CELLS = 16 << 20 };

static double bulk(int out)
{
    int id = new_segment(BULK);
    char *m = attach(id), *mine = malloc(BULK);
    memset(mine, 'x', BULK);
    memset(m, 'y', BULK);
    double start = now();
    if (out) {
        char *fresh = malloc(BULK);
        memcpy(fresh, m, BULK);
        __asm__ volatile("" : : "r"(fresh) : "memory");
    } else {
        memcpy(m, mine, BULK);
        __asm__ volatile("" : : "r"(m) : "memory");
    }
    double t = now() - start;
    shmctl(id, IPC_RMID, NULL);
    return t;
}

static double cells(int sum)
{
    int id = new_segment(4l * CELLS);
    int32_t *v = attach(id);
    memset(v, 1, 4l * CELLS);
    double start = now();
    if (sum) {
        int64_t s = 0;
        for (int i = 0; i < CELLS; i++)
            s += v[i];
        __asm__ volatile("" : : "r"(s));
    } else {
        for (int i = 0; i < CELLS; i++)
            v[i] = 123456;
        __asm__ volatile("" : : "r"(v) : "memory");
    }
    double t = now() - start;
    shmctl(id, IPC_RMID, NULL);
    return t;
}

static double lifecycle(int rounds)
{
    double start = now();
    for (int i = 0; i < rounds; i++) {
        int id = new_segment(4096);
        shmdt(attach(id));
        shmctl(id, IPC_RMID, NULL);
    }
    return (now() - start) / rounds;
}

static double counter(int processes, int rounds)
{
    double start = now();
    int shm = new_segment(4096), sem = must(semget(IPC_PRIVATE, 1, IPC_CREAT | 0600), "semget");
    volatile int32_t *v = attach(shm);
    op(sem, 0, 1);
    for (int p = 0; p < processes; p++)
        if (must(fork(), "fork") == 0) {
            for (int i = 0; i < rounds; i++) {
                op(sem, 0, -1);
                v[0] = v[0] + 1;
                op(sem, 0, 1);
            }
            _exit(0);
        }
    for (int p = 0; p < processes; p++)
        wait(NULL);
    if (v[0] != processes * rounds)
        exit(1);
    shmctl(shm, IPC_RMID, NULL);
    semctl(sem, 0, IPC_RMID);
    return now() - start;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "empty";
    int n = argc > 2 ? atoi(argv[2]) : 0;
    double t;
    if (!strcmp(what, "empty"))
        return 0;
    else if (!strcmp(what, "mkset"))
        return printf("%d\n", must(semget(IPC_PRIVATE, 2, IPC_CREAT | 0600), "semget")) < 0;
    else if (!strcmp(what, "rmset"))
        return semctl(n, 0, IPC_RMID) < 0;
    else if (!strcmp(what, "launch"))
        t = launch(n, argv + 3);
    else if (!strcmp(what, "spawn")) {
        char *self[] = { argv[0], "empty", NULL };
        t = launch(n, self);
    } else if (!strcmp(what, "semaphore"))
        t = semaphore(n);
    else if (!strcmp(what, "pingpong"))
        t = pingpong(n, atoi(argv[3]), atoi(argv[4]));
    else if (!strcmp(what, "access"))
        t = access_cells(n);
    else if (!strcmp(what, "in") || !strcmp(what, "out"))
        t = bulk(what[0] == 'o');
    else if (!strcmp(what, "sum") || !strcmp(what, "fill"))
        t = cells(what[0] == 's');
    else if (!strcmp(what, "lifecycle"))
        t = lifecycle(n);
    else if (!strcmp(what, "counter"))
        t = counter(4, n);
    else
        return 2;
    printf("%.1f\n", t);
    return 0;
}
