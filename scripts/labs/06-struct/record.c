/* The C side of lab 6.
 *
 *   gcc -o record record.c
 *   ./record make KEY NAME UNIT VALUE    a new segment, with the record of one value
 *   ./record add KEY VALUE
 *   ./record show KEY
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>

struct record {
    char unit;
    int count;
    double sum;
    char name[10];
    short last;
};

static int usage(void)
{
    fprintf(stderr, "usage: record make KEY NAME UNIT VALUE | add KEY VALUE | show KEY\n");
    return 2;
}

int main(int argc, char **argv)
{
    int make = argc == 6 && strcmp(argv[1], "make") == 0;
    int add = argc == 4 && strcmp(argv[1], "add") == 0;
    int show = argc == 3 && strcmp(argv[1], "show") == 0;
    if (!make && !add && !show)
        return usage();

    key_t key = strtoul(argv[2], NULL, 0);
    int id = shmget(key, make ? sizeof(struct record) : 0, make ? IPC_CREAT | IPC_EXCL | 0600 : 0);
    if (id == -1) {
        perror("shmget");
        return 1;
    }
    struct record *r = shmat(id, NULL, show ? SHM_RDONLY : 0);
    if (r == (void *)-1) {
        perror("shmat");
        return 1;
    }

    if (make) {
        strncpy(r->name, argv[3], sizeof r->name - 1);
        r->unit = argv[4][0];
    }
    if (show) {
        printf("%s: %d values, mean %.2f %c, last %d\n", r->name, r->count, r->sum / r->count, r->unit, r->last);
    } else {
        double value = atof(argv[make ? 5 : 3]);
        r->count++;
        r->sum += value;
        r->last = (short)value;
    }
    return shmdt(r) == -1;
}
