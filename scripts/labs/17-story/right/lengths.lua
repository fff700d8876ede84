-- The C layer, and the bytes themselves: two numbers say where the last line begins and
-- where the text ends, so nobody has to look for it.
local KEY, SIZE = 0x6017, 4096
local LAST, END = 0, 1                   -- int32 cells; the text begins at TEXT
local TEXT = 8

local commands = {}

local function append(memory, line)
  local n = memory:int32(0, 2)
  local at = n[END]
  assert(TEXT + at + #line <= SIZE, "the story is full")
  memory:write(TEXT + at, line)
  n[LAST], n[END] = at, at + #line
end

local function down(set) assert(ipc.semop(set, { 0, -1, "SEM_UNDO" })) end
local function up(set) assert(ipc.semop(set, { 0, 1, "SEM_UNDO" })) end

local function open()
  local id = assert(ipc.shmget(KEY, 0, 0))
  return id, assert(ipc.semget(KEY, 0, 0)), assert(ipc.shmat(id))
end

function commands.create(line)
  local id = assert(ipc.shmget(KEY, SIZE, "IPC_CREAT | IPC_EXCL | 0600"))
  append(assert(ipc.shmat(id)), line)
  local set = assert(ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600"))
  assert(ipc.semctl(set, 0, "SETVAL", 1))
end

function commands.add(line)
  local _, set, memory = open()
  down(set)
  local n = memory:int32(0, 2)
  io.write(memory:read(TEXT + n[LAST], n[END] - n[LAST]))
  append(memory, line)
  up(set)
end

function commands.view()
  local _, set, memory = open()
  down(set)
  io.write(memory:read(TEXT, memory:int32(0, 2)[END]))
  up(set)
end

function commands.remove()
  local id, set = open()
  assert(ipc.semctl(set, 0, "IPC_RMID"))
  assert(ipc.shmctl(id, "IPC_RMID"))
end

commands[arg[1] or "view"](arg[2] and arg[2] .. "\n")
