<?php
// work.php WORKLOAD [ARGS]: the measured work in PHP's sysvsem and shmop; see work.c.
[$what, $n] = [$argv[1], (int)($argv[2] ?? 0)];
const BULK = 64 << 20;

function timed(int $rounds, callable $run): void
{
    $start = hrtime(true);
    $run();
    printf("%.1f\n", (hrtime(true) - $start) / $rounds);
}

function new_key(): int
{
    return random_int(1, 0x7fffffff);
}

function segment(int $size): Shmop
{
    return shmop_open(new_key(), 'n', 0600, $size);
}

$work = [
    'semaphore' => function () use ($n) {
        $s = sem_get(new_key(), 1, 0600, false);
        timed($n, function () use ($s, $n) {
            for ($i = 0; $i < $n; $i++) {
                sem_acquire($s);
                sem_release($s);
            }
        });
        sem_remove($s);
    },
    'access' => function () use ($n) {
        $m = segment(4096);
        timed($n, function () use ($m, $n) {
            for ($i = 0; $i < $n; $i++) {
                shmop_write($m, pack('l', unpack('l', shmop_read($m, 20, 4))[1] + 1), 20);
            }
        });
        shmop_delete($m);
    },
    'in' => function () {
        [$m, $text] = [segment(BULK), str_repeat('x', BULK)];
        shmop_write($m, str_repeat('y', BULK), 0);
        timed(1, fn() => shmop_write($m, $text, 0));
        shmop_delete($m);
    },
    'out' => function () {
        $m = segment(BULK);
        shmop_write($m, str_repeat('y', BULK), 0);
        timed(1, fn() => shmop_read($m, 0, BULK));
        shmop_delete($m);
    },
    'lifecycle' => fn() => timed($n, function () use ($n) {
        for ($i = 0; $i < $n; $i++) {
            shmop_delete(segment(4096));
        }
    }),
];
$work[$what]();
