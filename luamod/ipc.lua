---@meta ipc

-- The reference of the module "ipc": for editors that speak the Lua language
-- server's annotations, for ipc.help(), and for people. It is never run.
--
-- Byte offsets, semaphore numbers and indexes of views count from 0, plain Lua
-- lists from 1. Sizes are bytes, times seconds. See the manual pages shmget(2),
-- semop(2), msgop(2) and sysvipc(7) for what the kernel does.

--- System V shared memory, semaphores and message queues, and processes to use
--- them from. Two layers: the C layer has C's names and gives C's value, or nil,
--- message, errno; the object layer raises error objects.
---@class ipc
local ipc = {}

--- Flags or a mode: a number, or a string spelled as in C, "IPC_CREAT | 0600".
--- In a string a leading 0 is octal. Lua has no octal numbers, so a number whose
--- mode bits make no sense (600 is 01130) raises and shows what to write.
---@alias ipc.flagset integer|string

-- # Shared memory: the C layer

--- The key that a file and a number stand for: C's ftok(3). Programs that name
--- the same file and number get the same key.
--- Errors: ENOENT, EACCES, ENOTDIR, ELOOP, ENAMETOOLONG.
--- Example: `local key = assert(ipc.ftok("notes.txt", 1))`
---@param path string an existing file
---@param proj integer|string a number whose low byte is not 0, or one character
---@return integer? key unsigned, 32 bits; nil on failure
---@return string? message
---@return integer? errno
function ipc.ftok(path, proj) end

--- Find a segment, or create one that is filled with zeros: shmget(2).
--- Errors: EACCES, EEXIST, EINVAL, ENOENT, ENOMEM, ENOSPC, EPERM.
--- Example: `local id = assert(ipc.shmget(0x6009, 4096, "IPC_CREAT | 0600"))`
---@param key integer ipc.IPC_PRIVATE: always a new one
---@param size integer bytes; 0 is enough to find one
---@param flags? ipc.flagset IPC_CREAT, IPC_EXCL, SHM_HUGETLB, SHM_NORESERVE and a mode
---@return integer? id nil on failure
---@return string? message
---@return integer? errno
function ipc.shmget(key, size, flags) end

--- Attach a segment: shmat(2). It stays attached until ipc.shmdt, also when the
--- segment is removed; garbage collection does not detach.
--- Errors: EACCES, EIDRM, EINVAL, ENOMEM.
--- Example: `local m = assert(ipc.shmat(id, 0, "SHM_RDONLY"))`
---@param id integer
---@param addr? integer where; 0 (the default): the kernel chooses
---@param flags? ipc.flagset SHM_RDONLY, SHM_RND, SHM_REMAP, SHM_EXEC
---@return ipc.memory? memory nil on failure
---@return string? message
---@return integer? errno
function ipc.shmat(id, addr, flags) end

--- Detach a memory: shmdt(2). What is done with it afterwards raises.
--- Errors: EINVAL, it was detached before.
--- Example: `assert(ipc.shmdt(m))`
---@param memory ipc.memory what ipc.shmat gave, or a segment
---@return integer? zero nil on failure
---@return string? message
---@return integer? errno
function ipc.shmdt(memory) end

--- Control a segment: shmctl(2). IPC_STAT, SHM_STAT and SHM_STAT_ANY give a table
--- with C's names (the latter two take an index and add `id`); IPC_SET changes
--- the fields given of mode, uid and gid; IPC_RMID, SHM_LOCK and SHM_UNLOCK give
--- 0; IPC_INFO and SHM_INFO give a table and the highest index in use.
--- Errors: EACCES, EIDRM, EINVAL, ENOMEM, EPERM.
--- Example: `print(assert(ipc.shmctl(id, "IPC_STAT")).shm_nattch)`
---@param id integer for SHM_STAT and SHM_STAT_ANY an index from 0
---@param cmd integer|string a constant or its name
---@param buf? ipc.shmid_ds for IPC_SET
---@return ipc.shmid_ds|table|integer|nil result nil on failure
---@return integer|string|nil highest index of an _INFO, or the message
---@return integer? errno
function ipc.shmctl(id, cmd, buf) end

--- Permissions of an object: struct ipc_perm.
---@class ipc.ipc_perm
---@field key? integer unsigned
---@field uid? integer owner
---@field gid? integer owner
---@field cuid? integer creator
---@field cgid? integer creator
---@field mode? ipc.flagset permissions, and SHM_DEST and SHM_LOCKED
---@field seq? integer

--- What shmctl's IPC_STAT gives: struct shmid_ds. Times are seconds since 1970, 0 for never.
---@class ipc.shmid_ds
---@field shm_perm? ipc.ipc_perm
---@field shm_segsz? integer bytes
---@field shm_atime? integer last attach
---@field shm_dtime? integer last detach
---@field shm_ctime? integer creation or last IPC_SET
---@field shm_cpid? integer creator's pid
---@field shm_lpid? integer pid of the last attach or detach
---@field shm_nattch? integer how often it is attached
---@field id? integer of SHM_STAT and SHM_STAT_ANY

-- # Semaphores: the C layer

--- Find a set of semaphores, or create one: semget(2). On Linux a new set's values are 0.
--- Errors: EACCES, EEXIST, EINVAL, ENOENT, ENOMEM, ENOSPC.
--- Example: `local id = assert(ipc.semget(0x6009, 3, "IPC_CREAT | IPC_EXCL | 0600"))`
---@param key integer ipc.IPC_PRIVATE: always a new one
---@param nsems integer how many semaphores; 0 is enough to find a set
---@param flags? ipc.flagset IPC_CREAT, IPC_EXCL and a mode
---@return integer? id nil on failure
---@return string? message
---@return integer? errno
function ipc.semget(key, nsems, flags) end

--- Do operations on a set, all at once or none: semop(2). Waits until that is
--- possible, unless an operation has IPC_NOWAIT.
--- Errors: E2BIG, EACCES, EAGAIN, EFBIG, EIDRM, EINVAL, ENOMEM, ERANGE.
--- Example: `assert(ipc.semop(id, {{0, -1}, {1, 1, "SEM_UNDO"}}))`
---@param id integer
---@param sops ipc.sembuf[]|ipc.sembuf a list of {num, op [, flags]}, or one of them
---@return integer? zero nil on failure
---@return string? message
---@return integer? errno
function ipc.semop(id, sops) end

--- ipc.semop that waits for so long at most: semtimedop(2). Expiry is EAGAIN.
--- Errors: as ipc.semop.
--- Example: `local ok, why, errno = ipc.semtimedop(id, {0, -1}, 0.5)`
---@param id integer
---@param sops ipc.sembuf[]|ipc.sembuf
---@param timeout? number seconds; nil: for ever
---@return integer? zero nil on failure
---@return string? message
---@return integer? errno
function ipc.semtimedop(id, sops, timeout) end

--- Control a set: semctl(2). GETVAL, GETPID, GETNCNT and GETZCNT give a number,
--- GETALL a list; SETVAL takes a number, SETALL a list of all values; IPC_STAT,
--- SEM_STAT and SEM_STAT_ANY give a table with C's names (the latter two take an
--- index and add `id`); IPC_SET changes the fields given of mode, uid and gid;
--- IPC_RMID gives 0; IPC_INFO and SEM_INFO give a table and the highest index in use.
--- Errors: EACCES, EIDRM, EINVAL, EPERM, ERANGE.
--- Example: `assert(ipc.semctl(id, 0, "SETVAL", 1))`
---@param id integer for SEM_STAT and SEM_STAT_ANY an index from 0
---@param semnum integer from 0; of no meaning for a command on the whole set
---@param cmd integer|string a constant or its name
---@param arg? integer|integer[]|ipc.semid_ds for SETVAL, SETALL, IPC_SET
---@return integer|integer[]|ipc.semid_ds|table|nil result nil on failure
---@return integer|string|nil highest index of an _INFO, or the message
---@return integer? errno
function ipc.semctl(id, semnum, cmd, arg) end

--- One operation: struct sembuf. By place, {num, op, flags}, or by name.
---@class ipc.sembuf
---@field [1]? integer|string sem_num; of a set with names also a name
---@field [2]? integer sem_op
---@field [3]? ipc.flagset sem_flg
---@field sem_num? integer which semaphore, from 0
---@field sem_op? integer more than 0: add (V); less: wait until it can be subtracted (P); 0: wait for zero
---@field sem_flg? ipc.flagset IPC_NOWAIT, SEM_UNDO

--- What semctl's IPC_STAT gives: struct semid_ds. Times are seconds since 1970, 0 for never.
---@class ipc.semid_ds
---@field sem_perm? ipc.ipc_perm
---@field sem_otime? integer last semop
---@field sem_ctime? integer creation or last change by semctl
---@field sem_nsems? integer how many semaphores
---@field id? integer of SEM_STAT and SEM_STAT_ANY

-- # Message queues: the C layer

--- Find a message queue, or create one: msgget(2).
--- Errors: EACCES, EEXIST, ENOENT, ENOMEM, ENOSPC.
--- Example: `local id = assert(ipc.msgget(0x6009, "IPC_CREAT | 0600"))`
---@param key integer ipc.IPC_PRIVATE: always a new one
---@param flags? ipc.flagset IPC_CREAT, IPC_EXCL and a mode
---@return integer? id nil on failure
---@return string? message
---@return integer? errno
function ipc.msgget(key, flags) end

--- Put a message on a queue: msgsnd(2). Waits while the queue is full.
--- Errors: EACCES, EAGAIN, EIDRM, EINVAL, ENOMEM.
--- Example: `assert(ipc.msgsnd(id, 1, "hello"))`
---@param id integer
---@param mtype integer the type, 1 or more
---@param mtext string any bytes
---@param flags? ipc.flagset IPC_NOWAIT
---@return integer? zero nil on failure
---@return string? message
---@return integer? errno
function ipc.msgsnd(id, mtype, mtext, flags) end

--- Take a message off a queue: msgrcv(2). Waits for one.
--- Errors: E2BIG, EACCES, EIDRM, EINVAL, ENOMSG.
--- Example: `local mtype, mtext = assert(ipc.msgrcv(id, 8192))`
---@param id integer
---@param size integer the longest text to take, in bytes
---@param mtype? integer 0 (the default): the first; above 0: the first of this type; below: the lowest type up to -mtype
---@param flags? ipc.flagset IPC_NOWAIT, MSG_NOERROR (cut what is too long), MSG_EXCEPT, MSG_COPY
---@return integer? mtype nil on failure
---@return string? mtext or the message
---@return integer? errno
function ipc.msgrcv(id, size, mtype, flags) end

--- Control a queue: msgctl(2). IPC_STAT, MSG_STAT and MSG_STAT_ANY give a table
--- with C's names (the latter two take an index and add `id`); IPC_SET changes
--- the fields given of mode, uid, gid and msg_qbytes; IPC_RMID gives 0; IPC_INFO
--- and MSG_INFO give a table and the highest index in use.
--- Errors: EACCES, EIDRM, EINVAL, EPERM.
--- Example: `assert(ipc.msgctl(id, "IPC_SET", {msg_qbytes = 4096}))`
---@param id integer for MSG_STAT and MSG_STAT_ANY an index from 0
---@param cmd integer|string a constant or its name
---@param buf? ipc.msqid_ds for IPC_SET
---@return ipc.msqid_ds|table|integer|nil result nil on failure
---@return integer|string|nil highest index of an _INFO, or the message
---@return integer? errno
function ipc.msgctl(id, cmd, buf) end

--- What msgctl's IPC_STAT gives: struct msqid_ds. Times are seconds since 1970, 0 for never.
---@class ipc.msqid_ds
---@field msg_perm? ipc.ipc_perm
---@field msg_stime? integer last msgsnd
---@field msg_rtime? integer last msgrcv
---@field msg_ctime? integer creation or last IPC_SET
---@field msg_cbytes? integer bytes on the queue
---@field msg_qnum? integer messages on the queue
---@field msg_qbytes? integer bytes allowed
---@field msg_lspid? integer pid of the last msgsnd
---@field msg_lrpid? integer pid of the last msgrcv
---@field id? integer of MSG_STAT and MSG_STAT_ANY

-- # Objects

--- Open a segment, or create it, and attach it. A new one is filled with zeros. Without `size` it only opens.
--- Errors: raises those of ipc.shmget and ipc.shmat.
--- Example: `local seg = ipc.segment{ key = 0x6009, size = 4096 }`
---@param options ipc.segment.options
---@return ipc.segment
function ipc.segment(options) end

--- Open a set of semaphores, or create it. Nobody who opens it with values can go
--- on before the creator's values are in place. Without `value`, `values` or `count` it only opens.
--- Errors: raises those of ipc.semget; ETIMEDOUT when who created the set never gave it values.
--- Example: `local sem = ipc.semaphore{ key = 0x6009, value = 1 }`
---@param options ipc.semaphore.options
---@return ipc.semaphore
function ipc.semaphore(options) end

--- Open a message queue, or create it.
--- Errors: raises those of ipc.msgget.
--- Example: `local q = ipc.queue{ key = 0x6009 }`
---@param options? ipc.object.options
---@return ipc.queue
function ipc.queue(options) end

--- What the constructors of segments, semaphores and queues take.
---@class ipc.object.options
---@field key? integer|string a key, or a file for ftok(file, 1); absent: IPC_PRIVATE, a new object
---@field id? integer open by id, in the place of key
---@field create? boolean default true: create it if there is none
---@field exclusive? boolean it must be new
---@field mode? ipc.flagset permissions of a new one, default "0600"
---@field temporary? boolean removed when the process that created it ends

---@class ipc.segment.options: ipc.object.options
---@field size? integer bytes
---@field readonly? boolean attach it read-only
---@field flags? ipc.flagset more flags: SHM_HUGETLB, SHM_NORESERVE, SHM_RND …

---@class ipc.semaphore.options: ipc.object.options
---@field value? integer a set of one, with this value
---@field values? integer[] a set of as many
---@field count? integer a set of so many zeros
---@field names? string[] names of semaphores 0, 1 …, good for every num
---@field undo? boolean default of down, up and zero: undo at the end of the process
---@field spin? boolean default of down, up and zero: try a few times before blocking
---@field init_timeout? number seconds to wait for the creator's values, default 1

-- # The methods and fields of every object

--- What segments, semaphores and queues have in common. The fields are read-only.
---@class ipc.object
---@field id integer
---@field key integer unsigned; 0: private
---@field created boolean did this call create it?
local object = {}

--- What the kernel knows of the object. One flat table: key id mode uid gid cuid
--- cgid ctime; of a segment size atime dtime cpid lpid nattch; of a semaphore set
--- count otime; of a queue qnum qbytes cbytes stime rtime lspid lrpid.
--- Errors: raises EIDRM, EINVAL.
--- Example: `print(seg:stat().nattch)`
---@return ipc.stat
function object:stat() end

--- Change the owner or the permissions, of a queue also qbytes.
--- Errors: raises EIDRM, EINVAL, EPERM.
--- Example: `seg:set{ mode = "0640" }`
---@param changes ipc.changes
function object:set(changes) end

--- Remove the object. A segment lives on until the last process detaches it.
--- Errors: raises EIDRM, EINVAL (it was removed before), EPERM.
--- Example: `seg:remove()`
function object:remove() end

--- What :set takes.
---@class ipc.changes
---@field mode? ipc.flagset permissions
---@field uid? integer owner
---@field gid? integer owner
---@field qbytes? integer bytes allowed on a queue

--- What :stat gives, and ipc.list with `kind`. Times are seconds since 1970, 0 for never.
---@class ipc.stat
---@field kind? "segment"|"semaphore"|"queue" from ipc.list
---@field key integer unsigned
---@field id integer
---@field mode integer permissions
---@field uid integer owner
---@field gid integer owner
---@field cuid integer creator
---@field cgid integer creator
---@field ctime integer creation or last change
---@field size? integer of a segment: bytes
---@field atime? integer of a segment: last attach
---@field dtime? integer of a segment: last detach
---@field cpid? integer of a segment: creator's pid
---@field lpid? integer of a segment: pid of the last attach or detach
---@field nattch? integer of a segment: how often it is attached
---@field count? integer of a semaphore set: how many semaphores
---@field otime? integer of a semaphore set: last operation
---@field qnum? integer of a queue: messages on it
---@field qbytes? integer of a queue: bytes allowed
---@field cbytes? integer of a queue: bytes on it
---@field stime? integer of a queue: last send
---@field rtime? integer of a queue: last receive
---@field lspid? integer of a queue: pid of the last send
---@field lrpid? integer of a queue: pid of the last receive

-- # Segments

--- A segment, attached. It is a memory too.
---@class ipc.segment: ipc.object, ipc.memory
---@field size integer bytes, as the kernel knows it
---@field readonly boolean is it attached read-only?
---@field attached boolean
local segment = {}

--- Detach. Views and structs of it raise from then on.
--- Errors: raises EINVAL, it is not attached.
--- Example: `seg:detach()`
function segment:detach() end

--- Attach again, after a detach. Older views stay detached.
--- Errors: raises EACCES, EIDRM, EINVAL (it is attached), ENOMEM.
--- Example: `seg:attach("SHM_RDONLY")`
---@param flags? ipc.flagset SHM_RDONLY, SHM_RND, SHM_EXEC; default: as before
function segment:attach(flags) end

--- Keep the segment out of swap.
--- Errors: raises EIDRM, EINVAL, ENOMEM, EPERM.
--- Example: `seg:lock()`
function segment:lock() end

--- Let the segment be swapped again.
--- Errors: raises EIDRM, EINVAL, EPERM.
--- Example: `seg:unlock()`
function segment:unlock() end

-- # Semaphores

--- A set of semaphores. Every num is a number from 0, or a name if the set has names.
---@class ipc.semaphore: ipc.object
---@field count integer how many semaphores
local semaphore = {}

--- How down, up and zero go about it.
---@class ipc.semaphore.call
---@field by? integer how much, default 1
---@field timeout? number seconds to wait at most
---@field nowait? boolean do not wait
---@field undo? boolean the kernel takes it back at the end of the process
---@field spin? boolean try a few times before blocking: fast across CPUs, but such a waiter is not in GETNCNT and may overtake

--- P: wait until the value can be lowered, and lower it.
--- Errors: raises EACCES, EFBIG, EIDRM, EINVAL. That it would block or timed out is false.
--- Example: `if sem:down(0, { timeout = 0.5 }) then work() sem:up() end`
---@param num? integer|string default 0
---@param opts? ipc.semaphore.call
---@return boolean done
function semaphore:down(num, opts) end

--- V: raise the value.
--- Errors: raises EACCES, EFBIG, EIDRM, EINVAL, ERANGE.
--- Example: `sem:up()`
---@param num? integer|string default 0
---@param opts? ipc.semaphore.call
---@return boolean done
function semaphore:up(num, opts) end

--- Another name of semaphore:down.
--- Example: `sem:P()`
---@param num? integer|string default 0
---@param opts? ipc.semaphore.call
---@return boolean done
function semaphore:P(num, opts) end

--- Another name of semaphore:up.
--- Example: `sem:V()`
---@param num? integer|string default 0
---@param opts? ipc.semaphore.call
---@return boolean done
function semaphore:V(num, opts) end

--- Wait until the value is zero.
--- Errors: raises EACCES, EFBIG, EIDRM, EINVAL. That it would block or timed out is false.
--- Example: `sem:zero(1)`
---@param num? integer|string default 0
---@param opts? ipc.semaphore.call
---@return boolean done
function semaphore:zero(num, opts) end

--- semaphore:down that does not wait.
--- Errors: raises EACCES, EFBIG, EIDRM, EINVAL.
--- Example: `if not sem:try() then print("busy") end`
---@param num? integer|string default 0
---@return boolean done
function semaphore:try(num) end

--- Do several operations, all at once or none: semop(2).
--- Errors: raises E2BIG, EACCES, EFBIG, EIDRM, EINVAL, ERANGE. That it would block or timed out is false.
--- Example: `sem:op({{"left", -1}, {"right", -1}}, 2)`
---@param sops ipc.sembuf[]|ipc.sembuf
---@param timeout? number seconds to wait at most
---@return boolean done
function semaphore:op(sops, timeout) end

--- Down, call fn(...), up; up also when fn raises, and its error goes on.
--- Errors: raises those of down and up, and fn's.
--- Example: `local n = sem:with(function() v[0] = v[0] + 1 return v[0] end)`
---@param num integer|string may be left out: 0
---@param fn function
---@param ... any fn's arguments
---@return any ... fn's results
---@overload fun(self: ipc.semaphore, fn: function, ...: any): ...: any
function semaphore:with(num, fn, ...) end

--- A semaphore's value.
--- Errors: raises EACCES, EIDRM, EINVAL.
--- Example: `print(sem:getval())`
---@param num? integer|string default 0
---@return integer
function semaphore:getval(num) end

--- Set a semaphore's value.
--- Errors: raises EACCES, EIDRM, EINVAL, ERANGE.
--- Example: `sem:setval(0, 1)`
---@param num integer|string
---@param value integer 0 to 32767
function semaphore:setval(num, value) end

--- All values: a list, from 1.
--- Errors: raises EACCES, EIDRM, EINVAL.
--- Example: `print(table.concat(sem:getall(), " "))`
---@return integer[]
function semaphore:getall() end

--- Set all values.
--- Errors: raises EACCES, EIDRM, EINVAL (another length), ERANGE.
--- Example: `sem:setall{ 1, 0, 8 }`
---@param values integer[] as many as there are semaphores
function semaphore:setall(values) end

--- The pid of the process that last operated on a semaphore.
--- Errors: raises EACCES, EIDRM, EINVAL.
--- Example: `print(sem:getpid())`
---@param num? integer|string default 0
---@return integer
function semaphore:getpid(num) end

--- How many processes wait for a semaphore's value to rise.
--- Errors: raises EACCES, EIDRM, EINVAL.
--- Example: `print(sem:getncnt())`
---@param num? integer|string default 0
---@return integer
function semaphore:getncnt(num) end

--- How many processes wait for a semaphore's value to be zero.
--- Errors: raises EACCES, EIDRM, EINVAL.
--- Example: `print(sem:getzcnt())`
---@param num? integer|string default 0
---@return integer
function semaphore:getzcnt(num) end

-- # Queues

--- A message queue.
---@class ipc.queue: ipc.object
local queue = {}

--- How send goes about it.
---@class ipc.queue.sending
---@field nowait? boolean do not wait while the queue is full
---@field timeout? number seconds to wait at most

--- How receive goes about it.
---@class ipc.queue.receiving
---@field nowait? boolean do not wait for a message
---@field timeout? number seconds to wait at most
---@field size? integer the longest text to take, in bytes; default: whatever comes
---@field noerror? boolean cut what is longer than size; otherwise it raises E2BIG and stays
---@field except? boolean the first message that is not of the type
---@field copy? boolean copy message number `type`, from 0, and leave it; does not wait

--- Put a message on the queue.
--- Errors: raises EACCES, EIDRM, EINVAL (type below 1, text longer than msgmax), ENOMEM. That it would block or timed out is false.
--- Example: `q:send(1, "hello", { timeout = 1 })`
---@param type integer 1 or more
---@param text string any bytes
---@param opts? ipc.queue.sending
---@return boolean done
function queue:send(type, text, opts) end

--- Take a message off the queue, by default of any length.
--- Errors: raises E2BIG, EACCES, EIDRM, EINVAL. That it would block or timed out is false.
--- Example: `local text, type = q:receive(0, { nowait = true })`
---@param type? integer 0 (the default): the first; above 0: the first of this type; below: the lowest type up to -type
---@param opts? ipc.queue.receiving
---@return string|false text
---@return integer? type
function queue:receive(type, opts) end

-- # Memory

--- An attached segment: what ipc.shmat gives. A segment of the object layer is one
--- too. #m is its size in bytes. An access outside it, after the detach, or a write
--- when it is attached read-only, raises and touches nothing.
---@class ipc.memory
---@field size integer bytes, as the kernel knows it
---@field address integer where it is mapped in this process
local memory = {}

--- Bytes as a string.
--- Errors: raises outside the segment, or when detached.
--- Example: `local header = m:read(0, 16)`
---@param offset? integer default 0
---@param length? integer default: to the end
---@return string
function memory:read(offset, length) end

--- Store the bytes of a string.
--- Errors: raises outside the segment, when detached, when read-only.
--- Example: `m:write(0, "hello\0")`
---@param offset integer
---@param text string
function memory:write(offset, text) end

--- The bytes up to the first NUL, or all where there is none.
--- Errors: raises outside the segment, or when detached.
--- Example: `print(m:cstring(0, 64))`
---@param offset? integer default 0
---@param max? integer bytes to look at most; default: to the end
---@return string
function memory:cstring(offset, max) end

--- Set bytes to a value.
--- Errors: raises outside the segment, when detached, when read-only.
--- Example: `m:fill(0)`
---@param byte integer 0 to 255
---@param offset? integer default 0
---@param length? integer default: to the end
function memory:fill(byte, offset, length) end

--- Copy bytes within the memory; the ranges may overlap.
--- Errors: raises outside the segment, when detached, when read-only.
--- Example: `m:move(0, 16, 64)`
---@param to integer offset
---@param from integer offset
---@param length integer
function memory:move(to, from, length) end

--- A hex dump, as `hexdump -C` prints it.
--- Errors: raises outside the segment, or when detached.
--- Example: `print(m:dump(0, 64))`
---@param offset? integer default 0
---@param length? integer default: to the end
---@return string
function memory:dump(offset, length) end

--- The memory as 8-bit integers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:int8()`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:int8(offset, count) end

--- The memory as unsigned 8-bit integers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local bytes = m:uint8(0, 16)`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:uint8(offset, count) end

--- The memory as 16-bit integers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:int16()`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:int16(offset, count) end

--- The memory as unsigned 16-bit integers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:uint16()`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:uint16(offset, count) end

--- The memory as 32-bit integers: C's int.
--- Errors: raises outside the segment, or when detached.
--- Example: `local n = m:int32() n[0] = n[0] + 1`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:int32(offset, count) end

--- The memory as unsigned 32-bit integers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:uint32(64, 4)`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:uint32(offset, count) end

--- The memory as 64-bit integers: C's long. Beyond 2^53 use view:text and view:settext.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:int64(0, 1)`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:int64(offset, count) end

--- The memory as unsigned 64-bit integers. Beyond 2^53 use view:text and view:settext.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:uint64(0, 1)`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:uint64(offset, count) end

--- The memory as 32-bit floating-point numbers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:float()`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:float(offset, count) end

--- The memory as 64-bit floating-point numbers.
--- Errors: raises outside the segment, or when detached.
--- Example: `local v = m:double()`
---@param offset? integer bytes, default 0
---@param count? integer cells; default: to the end
---@return ipc.view
function memory:double(offset, count) end

--- The memory as a C struct.
--- Errors: raises outside the segment, or when detached.
--- Example: `local s = m:struct(L) s.turn = 1`
---@param layout ipc.layout of ipc.struct
---@param offset? integer bytes, default 0
---@return ipc.instance
function memory:struct(layout, offset) end

--- The memory as an array of C structs.
--- Errors: raises outside the segment, or when detached.
--- Example: `local a = m:structs(L, 0, 10) a[9].turn = 1`
---@param layout ipc.layout of ipc.struct
---@param offset? integer bytes, default 0
---@param count? integer structs; default: as many as fit
---@return ipc.instances
function memory:structs(layout, offset, count) end

-- # Views

--- Memory as numbers of one type, in native byte order. v[i] reads, v[i] = x
--- writes, #v counts; i is from 0. A value that the type cannot hold raises. A view
--- belongs to an attachment: a segment that is attached again needs new ones.
---@class ipc.view
---@field [integer] number
local view = {}

--- v[i], a little faster.
--- Errors: raises outside the view, when detached, beyond 2^53.
--- Example: `local x = v:get(0)`
---@param i integer from 0
---@return number
function view:get(i) end

--- v[i] = x, a little faster.
--- Errors: raises outside the view, when detached, when read-only, for what the type cannot hold.
--- Example: `v:set(0, 42)`
---@param i integer from 0
---@param x number
function view:set(i, x) end

--- Add, atomically. For 32- and 64-bit integers, aligned.
--- Errors: raises outside the view, when detached, when read-only, for another type.
--- Example: `local ticket = v:fetch_add(0, 1)`
---@param i integer from 0
---@param n integer may be negative
---@return integer old the value before
function view:fetch_add(i, n) end

--- Store, atomically. For 32- and 64-bit integers, aligned.
--- Errors: raises outside the view, when detached, when read-only, for another type.
--- Example: `local old = v:exchange(0, 1)`
---@param i integer from 0
---@param x integer
---@return integer old the value before
function view:exchange(i, x) end

--- Store if the value is the expected one, atomically. For 32- and 64-bit integers, aligned.
--- Errors: raises outside the view, when detached, when read-only, for another type.
--- Example: `local ok, old = v:compare_exchange(0, 0, 1)`
---@param i integer from 0
---@param expected integer
---@param desired integer
---@return boolean ok
---@return integer old the value before
function view:compare_exchange(i, expected, desired) end

--- Set every cell.
--- Errors: raises when detached, when read-only, for what the type cannot hold.
--- Example: `v:fill(0)`
---@param x number
function view:fill(x) end

--- Cells as a Lua list, from 1.
--- Errors: raises outside the view, when detached, beyond 2^53.
--- Example: `for i, x in ipairs(v:table(0, 4)) do print(i, x) end`
---@param i? integer the first, from 0; default 0
---@param n? integer how many; default: to the end
---@return number[]
function view:table(i, n) end

--- Store a Lua list: all of it, or nothing.
--- Errors: raises outside the view, when detached, when read-only, for what the type cannot hold.
--- Example: `v:assign({ 1, 2, 3 }, 0)`
---@param list number[]
---@param i? integer where its first goes, from 0; default 0
function view:assign(list, i) end

--- The sum of all cells. Beyond 2^53 it is the nearest number.
--- Errors: raises when detached.
--- Example: `print(v:sum() / #v)`
---@return number
function view:sum() end

--- A view of some of the cells.
--- Errors: raises outside the view.
--- Example: `local tail = v:slice(8, 8)`
---@param i? integer the first, from 0; default 0
---@param n? integer how many; default: to the end
---@return ipc.view
function view:slice(i, n) end

--- A cell in decimal, whole also beyond 2^53.
--- Errors: raises outside the view, or when detached.
--- Example: `print(v:text(0))`
---@param i integer from 0
---@return string
function view:text(i) end

--- Store a number given in decimal, whole also beyond 2^53.
--- Errors: raises outside the view, when detached, when read-only, for what the type cannot hold.
--- Example: `v:settext(0, "9223372036854775807")`
---@param i integer from 0
---@param text string
function view:settext(i, text) end

-- # Structs

--- A C struct, laid out as the platform's C compiler lays it out. Types: char short
--- int long (signed and unsigned), long long, int8_t … uint64_t, float double bool
--- size_t pid_t key_t time_t, arrays of them, nested struct {…} name. Pointers mean
--- nothing in another process and are refused.
--- Errors: raises for what it cannot read, with the place.
--- Example: `local L = ipc.struct "int turn; char story[200]; double mean;"`
---@param declarations string
---@return ipc.layout
function ipc.struct(declarations) end

--- The layout of a C struct.
---@class ipc.layout
---@field size integer bytes, with padding
local layout = {}

--- Where a field is.
--- Errors: raises for an unknown field.
--- Example: `print(L:offset("story"))`
---@param name string of a field; of one further in, "corner[1].y"
---@return integer offset bytes from the struct's beginning
function layout:offset(name) end

--- A struct in memory. Its fields are those declared: a number, a boolean, a string up
--- to the NUL for a char array (a longer one raises), a view for another array.
---@class ipc.instance
---@field [string] any
local instance = {}

--- Structs in memory, one after another: a[i], from 0, #a.
---@class ipc.instances
---@field [integer] ipc.instance
local instances = {}

-- # Processes

--- Run fn(...) in a new process. It gets copies: of the arguments, of what fn refers
--- to, of the globals it uses; objects of this module arrive open and attached. With
--- a string, run that script as a program of its own.
--- Errors: raises for what cannot travel (a coroutine, an open file), by name.
--- Example: `local p = ipc.spawn(function(n) return n * 2 end, 21)`
---@param fn function|string a function, or a script's file name
---@param ... any arguments; strings or numbers for a script
---@return ipc.process
function ipc.spawn(fn, ...) end

--- Run fn(i, ...) for i = 1..n in as many processes, and wait for all. When one of
--- them fails the others are ended.
--- Errors: raises that process's error, as process:join does.
--- Example: `local squares = ipc.parallel(4, function(i) return i * i end)`
---@param n integer
---@param fn function
---@param ... any further arguments
---@return any[] results the first result of each
function ipc.parallel(n, fn, ...) end

--- This process's id.
--- Example: `print(ipc.getpid())`
---@return integer
function ipc.getpid() end

--- The id of the process that started this one.
--- Example: `print(ipc.getppid())`
---@return integer
function ipc.getppid() end

--- Do nothing for a time.
--- Example: `ipc.sleep(0.25)`
---@param seconds number
function ipc.sleep(seconds) end

--- A clock that is never set. It counts from some point in the past, the same one
--- for all processes.
--- Example: `local t = ipc.time() work() print(ipc.time() - t)`
---@return number seconds
function ipc.time() end

--- A process that ipc.spawn started.
---@class ipc.process
---@field pid integer
local process = {}

--- Wait until the process has ended.
--- Example: `local ok, how, number = p:wait(5)`
---@param timeout? number seconds to wait at most
---@return boolean? ok true: it ended well; nil: it failed; false: it has not ended
---@return "exit"|"signal"|nil how
---@return integer? number exit code, or signal
function process:wait(timeout) end

--- Wait for the process, and give the results of its function.
--- Errors: raises an ipc.process.error when it failed, or has not ended within timeout.
--- Example: `print(p:join())`
---@param timeout? number seconds to wait at most
---@return any ... fn's results
function process:join(timeout) end

--- Has the process not ended yet?
--- Example: `while p:alive() do ipc.sleep(0.1) end`
---@return boolean
function process:alive() end

--- Send a signal.
--- Errors: EINVAL, EPERM, ESRCH; raises for an unknown name.
--- Example: `p:kill("SIGINT")`
---@param signal? integer|string default "SIGTERM"
---@return boolean? ok nil on failure
---@return string? message
---@return integer? errno
function process:kill(signal) end

-- # Looking around

--- What exists, also what one may not read.
--- Example: `for _, o in ipairs(ipc.list("segment")) do print(o.id, o.size, o.nattch) end`
---@param kind? "segment"|"semaphore"|"queue" default: all
---@return ipc.stat[]
function ipc.list(kind) end

--- The kernel's limits and usage. Under C's names: shmmax shmmin shmmni shmseg shmall,
--- used_ids shm_tot shm_rss shm_swp, semmni semmns semmsl semopm semvmx …, msgmax
--- msgmnb msgmni …. What is beyond 2^53 comes as the nearest number.
--- Example: `print(ipc.limits().semvmx)`
---@return table<string, number>
function ipc.limits() end

--- What an errno means, in words.
--- Example: `print(ipc.strerror(ipc.EEXIST))`
---@param code integer
---@return string
function ipc.strerror(code) end

--- An errno's name, "EEXIST".
--- Example: `print(ipc.errname(17))`
---@param code integer
---@return string? name nil if no errno has this number
function ipc.errname(code) end

--- Flags as C spells them, as a number.
--- Errors: raises for an unknown name.
--- Example: `local mode = ipc.flags("IPC_CREAT | 0640")`
---@param text string
---@return integer
function ipc.flags(text) end

--- Flags joined: a | b | …. A sum is something else.
--- Example: `local flags = ipc.bor(ipc.IPC_CREAT, ipc.IPC_EXCL, "0600")`
---@param ... ipc.flagset
---@return integer
function ipc.bor(...) end

--- Print a page of this reference.
--- Errors: raises for an unknown name, with the nearest one.
--- Example: `ipc.help("semaphore.down")`
---@param name? any a name, a function or an object of this module; absent: an overview
function ipc.help(name) end

-- # Errors

--- What the object layer raises. tostring(e) gives position and message.
---@class ipc.error
---@field op string the C call, "shmget"
---@field code integer the errno
---@field errno string its name, "EEXIST"
---@field message string "shmget 0x00006009: file exists (EEXIST)"
local error = {}

--- What process:join and ipc.parallel raise. tostring(e) gives the message and the
--- child's traceback.
---@class ipc.process.error
---@field message string
---@field value any the child's error value; the message where it cannot travel
---@field traceback string the child's, "" where it has none
---@field pid integer the child
---@field code? integer the exit code of a child that ended with one
---@field signal? integer the signal that ended the child
local process_error = {}

-- # Constants

ipc.IPC_PRIVATE = 0 --- the key of no other object: always a new one
ipc.IPC_CREAT = 512 --- create it if there is none (01000)
ipc.IPC_EXCL = 1024 --- with IPC_CREAT: it must be new (02000)
ipc.IPC_NOWAIT = 2048 --- do not wait: EAGAIN or ENOMSG (04000)
ipc.IPC_RMID = 0 --- command: remove
ipc.IPC_SET = 1 --- command: set owner and permissions
ipc.IPC_STAT = 2 --- command: all about one object
ipc.IPC_INFO = 3 --- command: the limits
ipc.SHM_R = 256 --- mode: the owner may read (0400)
ipc.SHM_W = 128 --- mode: the owner may write (0200)
ipc.SHM_RDONLY = 4096 --- shmat: read-only (010000)
ipc.SHM_RND = 8192 --- shmat: round the address down (020000)
ipc.SHM_REMAP = 16384 --- shmat: replace what is attached there (040000)
ipc.SHM_EXEC = 32768 --- shmat: executable (0100000)
ipc.SHM_LOCK = 11 --- command: keep out of swap
ipc.SHM_UNLOCK = 12 --- command: let be swapped
ipc.SHM_STAT = 13 --- command: IPC_STAT by index
ipc.SHM_INFO = 14 --- command: what is in use
ipc.SHM_STAT_ANY = 15 --- command: SHM_STAT without read permission
ipc.SHM_DEST = 512 --- in mode: removed, and still attached (01000)
ipc.SHM_LOCKED = 1024 --- in mode: locked in memory (02000)
ipc.SHM_HUGETLB = 2048 --- shmget: use huge pages (04000)
ipc.SHM_NORESERVE = 4096 --- shmget: reserve no swap space (010000)
ipc.SHM_HUGE_SHIFT = 26 --- where the log2 of the huge page size is in the flags
ipc.SHM_HUGE_MASK = 63 --- its bits, before the shift
ipc.SHM_HUGE_2MB = 1409286144 --- shmget: huge pages of 2 MiB
ipc.SHM_HUGE_1GB = 2013265920 --- shmget: huge pages of 1 GiB
ipc.SEM_UNDO = 4096 --- semop: undo at the end of the process (010000)
ipc.GETPID = 11 --- command: who operated last
ipc.GETVAL = 12 --- command: a value
ipc.GETALL = 13 --- command: all values
ipc.GETNCNT = 14 --- command: how many wait for a rise
ipc.GETZCNT = 15 --- command: how many wait for zero
ipc.SETVAL = 16 --- command: set a value
ipc.SETALL = 17 --- command: set all values
ipc.SEM_STAT = 18 --- command: IPC_STAT by index
ipc.SEM_INFO = 19 --- command: the limits; semusz sets with semaem semaphores exist
ipc.SEM_STAT_ANY = 20 --- command: SEM_STAT without read permission
ipc.MSG_NOERROR = 4096 --- msgrcv: cut what is too long (010000)
ipc.MSG_EXCEPT = 8192 --- msgrcv: any type but this (020000)
ipc.MSG_COPY = 16384 --- msgrcv, with IPC_NOWAIT: copy message number mtype (040000)
ipc.MSG_STAT = 11 --- command: IPC_STAT by index
ipc.MSG_INFO = 12 --- command: the limits; msgpool queues with msgmap messages exist
ipc.MSG_STAT_ANY = 13 --- command: MSG_STAT without read permission

-- # Errnos

ipc.EPERM = 1 --- operation not permitted
ipc.ENOENT = 2 --- no such file or directory
ipc.ESRCH = 3 --- no such process
ipc.EINTR = 4 --- interrupted system call
ipc.EIO = 5 --- input/output error
ipc.E2BIG = 7 --- argument list too long: a message that is too long, too many operations
ipc.ECHILD = 10 --- no child processes
ipc.EAGAIN = 11 --- resource temporarily unavailable; it would block, or timed out
ipc.ENOMEM = 12 --- cannot allocate memory
ipc.EACCES = 13 --- permission denied
ipc.EFAULT = 14 --- bad address
ipc.EEXIST = 17 --- file exists
ipc.ENOTDIR = 20 --- not a directory
ipc.EINVAL = 22 --- invalid argument
ipc.ENFILE = 23 --- too many open files in system
ipc.EMFILE = 24 --- too many open files
ipc.EFBIG = 27 --- file too large: no such semaphore in the set
ipc.ENOSPC = 28 --- no space left on device: as many objects as there may be
ipc.ERANGE = 34 --- numerical result out of range: a semaphore beyond 0..32767
ipc.ENAMETOOLONG = 36 --- file name too long
ipc.ENOSYS = 38 --- function not implemented
ipc.ELOOP = 40 --- too many levels of symbolic links
ipc.ENOMSG = 42 --- no message of desired type; the queue has no such message
ipc.EIDRM = 43 --- identifier removed: somebody removed the object
ipc.EOVERFLOW = 75 --- value too large for defined data type
ipc.ETIMEDOUT = 110 --- connection timed out

return ipc
