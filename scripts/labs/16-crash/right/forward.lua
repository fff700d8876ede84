-- The other direction, in the C layer: first write down how it shall be, then that it is
-- decided, then do it. Who finds a decision carries it out, instead of taking it back.
local command, moves = arg[1] or "create", tonumber(arg[2] or 1)
local KEY = 0x6016
local LEFT, RIGHT, DECIDED, NEW_LEFT, NEW_RIGHT = 0, 1, 2, 3, 4

if command == "create" then
  local id = assert(ipc.shmget(KEY, 20, "IPC_CREAT | IPC_EXCL | 0600"))
  assert(ipc.shmat(id)):int32()[LEFT] = 100
  local set = assert(ipc.semget(KEY, 1, "IPC_CREAT | IPC_EXCL | 0600"))
  assert(ipc.semctl(set, 0, "SETVAL", 1))
  return
end

local id = assert(ipc.shmget(KEY, 0, 0))
local set = assert(ipc.semget(KEY, 0, 0))
local jar = assert(ipc.shmat(id)):int32()

local function finish()
  if jar[DECIDED] == 1 then
    jar[LEFT] = jar[NEW_LEFT]
    jar[RIGHT] = jar[NEW_RIGHT]
    jar[DECIDED] = 0
  end
end

local function enter()
  assert(ipc.semop(set, { 0, -1, "SEM_UNDO" }))
  finish()
end

local function leave()
  assert(ipc.semop(set, { 0, 1, "SEM_UNDO" }))
end

if command == "work" then
  for _ = 1, moves do
    enter()
    jar[NEW_LEFT] = jar[LEFT] - 1
    jar[NEW_RIGHT] = jar[RIGHT] + 1
    jar[DECIDED] = 1
    finish()
    leave()
  end
elseif command == "show" then
  enter()
  print(jar[LEFT] .. " + " .. jar[RIGHT] .. " = " .. jar[LEFT] + jar[RIGHT])
  leave()
elseif command == "remove" then
  assert(ipc.semctl(set, 0, "IPC_RMID"))
  assert(ipc.shmctl(id, "IPC_RMID"))
end
