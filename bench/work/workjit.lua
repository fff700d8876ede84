-- workjit.lua WORKLOAD [ARGS]: the measured work in LuaJIT's FFI; see work.c.
local ffi = require "ffi"
ffi.cdef [[
struct sembuf { unsigned short num; short op; short flg; };
struct timespec { long sec; long nsec; };
int semget(int key, int n, int flags);
int semop(int id, struct sembuf *ops, size_t n);
int semctl(int id, int num, int cmd, ...);
int shmget(int key, size_t size, int flags);
void *shmat(int id, const void *addr, int flags);
int shmdt(const void *addr);
int shmctl(int id, int cmd, void *buf);
int clock_gettime(int clock, struct timespec *t);
int fork(void);
int waitpid(int pid, int *status, int options);
void _exit(int code);
]]
local C = ffi.C
local what, n = arg[1], tonumber(arg[2])
local CREATE, RMID = 0x380, 0                 -- IPC_CREAT | 0600
local BULK = 64 * 1024 * 1024

local function now()
  local t = ffi.new "struct timespec"
  C.clock_gettime(1, t)
  return tonumber(t.sec) * 1e9 + tonumber(t.nsec)
end

local function timed(rounds, run)
  local start = now()
  run()
  print(string.format("%.1f", (now() - start) / rounds))
end

local function sembuf(num, op) return ffi.new("struct sembuf[1]", { { num, op, 0 } }) end
local function must(r) if r < 0 then error "call failed" end return r end

local function new_set()
  local id = must(C.semget(0, 1, CREATE))
  must(C.semop(id, sembuf(0, 1), 1))
  return id
end

local work = {}

function work.semaphore()
  local id, down, up = new_set(), sembuf(0, -1), sembuf(0, 1)
  timed(n, function() for _ = 1, n do must(C.semop(id, down, 1)); must(C.semop(id, up, 1)) end end)
  C.semctl(id, 0, RMID)
end

function work.pingpong()
  local id, rounds = tonumber(arg[3]), tonumber(arg[4])
  local first = n == 0 and sembuf(0, 1) or sembuf(0, -1)
  local second = n == 0 and sembuf(1, -1) or sembuf(1, 1)
  timed(rounds, function() for _ = 1, rounds do must(C.semop(id, first, 1)); must(C.semop(id, second, 1)) end end)
end

function work.access()
  local id = must(C.shmget(0, 4096, CREATE))
  local v = ffi.cast("int32_t *", C.shmat(id, nil, 0))
  timed(n, function() for i = 1, n do local k = i % 64; v[k] = v[k] + 1 end end)
  C.shmctl(id, RMID, nil)
end

local function bulk(run)
  local id = must(C.shmget(0, BULK, CREATE))
  local m = C.shmat(id, nil, 0)
  ffi.fill(m, BULK, 121)
  run(m)
  C.shmctl(id, RMID, nil)
end

work["in"] = function()
  local text = ("x"):rep(BULK)
  bulk(function(m) timed(1, function() ffi.copy(m, text, BULK) end) end)
end

function work.out()
  bulk(function(m) timed(1, function() return ffi.string(m, BULK) end) end)
end

function work.lifecycle()
  timed(n, function()
    for _ = 1, n do
      local id = must(C.shmget(0, 4096, CREATE))
      C.shmdt(C.shmat(id, nil, 0))
      C.shmctl(id, RMID, nil)
    end
  end)
end

function work.counter()
  timed(1, function()
    local set, shm = new_set(), must(C.shmget(0, 4096, CREATE))
    local v = ffi.cast("volatile int32_t *", C.shmat(shm, nil, 0))
    local down, up = sembuf(0, -1), sembuf(0, 1)
    for _ = 1, 4 do
      if C.fork() == 0 then
        for _ = 1, n do must(C.semop(set, down, 1)); v[0] = v[0] + 1; must(C.semop(set, up, 1)) end
        C._exit(0)
      end
    end
    for _ = 1, 4 do C.waitpid(-1, nil, 0) end
    assert(v[0] == 4 * n)
    C.shmctl(shm, RMID, nil)
    C.semctl(set, 0, RMID)
  end)
end

function work.spawn()
  timed(n, function()
    for _ = 1, n do
      local pid = C.fork()
      if pid == 0 then C._exit(0) end
      C.waitpid(pid, nil, 0)
    end
  end)
end

work[what]()
