/* The C side of struct.lua: attaches the segment whose id it is given, adds to
   the story and gives the turn back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>

struct shared {
    int turn;
    char story[200];
    double mean;
    struct { short x, y; } corner[2];
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: struct SHMID\n");
        return 2;
    }
    struct shared *s = shmat(atoi(argv[1]), NULL, 0);
    if (s == (void *)-1) {
        perror("shmat");
        return 1;
    }
    printf("C reads: %s (corner[1].y = %d)\n", s->story, s->corner[1].y);
    strncat(s->story, ", and then in C", sizeof s->story - strlen(s->story) - 1);
    s->turn++;
    s->mean = 2.5;
    s->corner[0].x = -3;
    shmdt(s);
    return 0;
}
