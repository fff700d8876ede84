# work.pl WORKLOAD [ARGS]: the measured work in Perl's built-in IPC; see work.c.
use strict;
use warnings;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
use IPC::SysV qw(IPC_PRIVATE IPC_CREAT IPC_RMID SETVAL);

my ($what, $n, @rest) = @ARGV;
my $BULK = 64 << 20;

sub timed {
    my ($rounds, $run) = @_;
    my $start = clock_gettime(CLOCK_MONOTONIC);
    $run->();
    printf "%.1f\n", (clock_gettime(CLOCK_MONOTONIC) - $start) * 1e9 / $rounds;
}
sub sembuf { pack 's!3', @_ }
sub new_set { my $id = semget(IPC_PRIVATE, 1, IPC_CREAT | 0600) // die $!; semop($id, sembuf(0, 1, 0)) or die $!; $id }
sub new_segment { shmget(IPC_PRIVATE, $_[0], IPC_CREAT | 0600) // die $! }

my %work = (
    semaphore => sub {
        my $id = new_set();
        my ($down, $up) = (sembuf(0, -1, 0), sembuf(0, 1, 0));
        timed($n, sub { for (1 .. $n) { semop($id, $down) or die $!; semop($id, $up) or die $! } });
        semctl($id, 0, IPC_RMID, 0);
    },
    pingpong => sub {
        my ($id, $rounds) = @rest;
        my @ops = $n == 0 ? (sembuf(0, 1, 0), sembuf(1, -1, 0)) : (sembuf(0, -1, 0), sembuf(1, 1, 0));
        timed($rounds, sub { for (1 .. $rounds) { semop($id, $ops[0]) or die $!; semop($id, $ops[1]) or die $! } });
    },
    access => sub {
        my $id = new_segment(4096);
        my $cell = '';
        timed($n, sub {
            for (1 .. $n) { shmread($id, $cell, 20, 4) or die $!; shmwrite($id, pack('l', unpack('l', $cell) + 1), 20, 4) or die $! }
        });
        shmctl($id, IPC_RMID, 0);
    },
    in => sub {
        my ($id, $text) = (new_segment($BULK), 'x' x $BULK);
        shmwrite($id, 'y' x $BULK, 0, $BULK) or die $!;
        timed(1, sub { shmwrite($id, $text, 0, $BULK) or die $! });
        shmctl($id, IPC_RMID, 0);
    },
    out => sub {
        my $id = new_segment($BULK);
        shmwrite($id, 'y' x $BULK, 0, $BULK) or die $!;
        my $text;
        timed(1, sub { shmread($id, $text, 0, $BULK) or die $! });
        shmctl($id, IPC_RMID, 0);
    },
    lifecycle => sub {    # Perl attaches and detaches in shmread
        my $text = '';
        timed($n, sub {
            for (1 .. $n) { my $id = new_segment(4096); shmread($id, $text, 0, 1) or die $!; shmctl($id, IPC_RMID, 0) or die $! }
        });
    },
    counter => sub {
        timed(1, sub {
            my ($set, $shm) = (new_set(), new_segment(4096));
            my ($down, $up, $cell) = (sembuf(0, -1, 0), sembuf(0, 1, 0), '');
            shmwrite($shm, pack('l', 0), 0, 4) or die $!;
            for (1 .. 4) {
                next if fork;
                for (1 .. $n) {
                    semop($set, $down) or die $!;
                    shmread($shm, $cell, 0, 4) or die $!;
                    shmwrite($shm, pack('l', unpack('l', $cell) + 1), 0, 4) or die $!;
                    semop($set, $up) or die $!;
                }
                exit 0;
            }
            1 while wait != -1;
            shmread($shm, $cell, 0, 4) or die $!;
            die 'lost' if unpack('l', $cell) != 4 * $n;
            shmctl($shm, IPC_RMID, 0);
            semctl($set, 0, IPC_RMID, 0);
        });
    },
    spawn => sub { timed($n, sub { for (1 .. $n) { my $pid = fork; exit 0 unless $pid; waitpid $pid, 0 } }) },
);
$work{$what}->();
