# work.py WORKLOAD [ARGS]: the measured work in Python's sysv_ipc; see work.c.
import os
import struct
import sys
import time

import sysv_ipc

what = sys.argv[1]
n = int(sys.argv[2]) if len(sys.argv) > 2 else 0
BULK = 64 << 20


def timed(rounds, run):
    start = time.monotonic()
    run()
    print("%.1f" % ((time.monotonic() - start) * 1e9 / rounds))


def new_semaphore():
    return sysv_ipc.Semaphore(None, sysv_ipc.IPC_CREX, initial_value=1)


def new_segment(size):
    return sysv_ipc.SharedMemory(None, sysv_ipc.IPC_CREX, size=size)


def semaphore():
    s = new_semaphore()

    def run():
        for _ in range(n):
            s.acquire()
            s.release()

    timed(n, run)
    s.remove()


def access():
    m = new_segment(4096)
    cell = struct.Struct("i")

    def run():
        for _ in range(n):
            m.write(cell.pack(cell.unpack(m.read(4, 20))[0] + 1), 20)

    timed(n, run)
    m.detach()
    m.remove()


def bulk_in():
    m, text = new_segment(BULK), b"x" * BULK
    m.write(b"y" * BULK)
    timed(1, lambda: m.write(text))
    m.detach()
    m.remove()


def bulk_out():
    m = new_segment(BULK)
    m.write(b"y" * BULK)
    timed(1, lambda: m.read(BULK))
    m.detach()
    m.remove()


def lifecycle():
    def run():
        for _ in range(n):
            m = new_segment(4096)
            m.detach()
            m.remove()

    timed(n, run)


def counter():
    def run():
        s, m, cell = new_semaphore(), new_segment(4096), struct.Struct("i")
        m.write(cell.pack(0))
        for _ in range(4):
            if os.fork() == 0:
                for _ in range(n):
                    s.acquire()
                    m.write(cell.pack(cell.unpack(m.read(4))[0] + 1))
                    s.release()
                os._exit(0)
        for _ in range(4):
            os.wait()
        assert cell.unpack(m.read(4))[0] == 4 * n
        m.detach()
        m.remove()
        s.remove()

    timed(1, run)


def spawn():
    def run():
        for _ in range(n):
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            os.waitpid(pid, 0)

    timed(n, run)


work = {"semaphore": semaphore, "access": access, "in": bulk_in, "out": bulk_out,
        "lifecycle": lifecycle, "counter": counter, "spawn": spawn}
work[what]()
