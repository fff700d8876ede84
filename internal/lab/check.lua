---@meta ipclua.lab

-- The reference of what a lab's check.lua may say: for editors that speak the Lua
-- language server's annotations, and for people. It is never run. In an editor,
-- name this file's folder in workspace.library.
--
-- A lab's check.lua is ordinary Lua 5.1 that is run once, to learn what is to be
-- checked. The functions in it travel: `provide` to each process of the student's
-- program, the others to the driver, a process of the lab's own, in each run. What
-- they capture travels with them, as with ipc.spawn; they share nothing else.
--
-- Each run is played in the simulator under a fixed number of schedules, and where
-- nothing has failed there once more on the real kernel.

--- What the lab is called, and how many points there are: the sum of its checks'.
--- Example: `lab { "The lost update", points = 10 }`
---@param about lab.about
function lab(about) end

---@class lab.about
---@field [1] string the title
---@field points? integer the sum; a lab whose checks have another one is refused

--- A way to run the student's file. It gives a run, whose methods are its checks;
--- in the order in which they stand in the file a student sees them.
--- Example: `local four = run { "four workers", args = { "4", "3" } }`
---@param how lab.how
---@return lab.run
function run(how) end

---@class lab.how
---@field [1] string what the run is called
---@field args? (string|number)[] arguments of the file
---@field programs? fun(start: lab.start) instead of args: starts programs, the student's file each time; the run is over when it has returned and all programs have ended
---@field provide? fun() defines globals for the student's program: in each of its processes, before the file runs or the spawned function goes on
---@field input? string standard input of the programs (nothing)
---@field schedules? integer in the simulator (400)
---@field time? number seconds of computing for the real run (5); by the wall's clock it may take four times as long
---@field real? boolean false: in the simulator only

--- Starts the student's file. Of a program that is to fail, a first argument
--- { fails = true } says so: its exit status must not be 0.
--- Example: `start("create"):wait()`
---@alias lab.start fun(...: string|number|{fails: boolean}): lab.program

--- A program that was started.
---@class lab.program
local program = {}

--- Wait for its end.
--- Example: `assert(p:wait() == 0)`
---@param timeout? number seconds
---@return integer|false status its exit status, 128 and the number of the signal that ended it; false: it has not ended in that time
function program:wait(timeout) end

--- End it by SIGKILL. Then it need not end well.
--- Example: `p:kill()`
function program:kill() end

--- What it has printed, with all processes that it has spawned. To be asked after
--- wait.
--- Example: `print(p:output())`
---@return string
function program:output() end

--- In `provide`: a function that runs f inside a section. Who is inside is what
--- mutual_exclusion and must_reach are about. Entering and leaving are steps of
--- their own, so others may come in between.
--- Example: `provide = function() cross = section("bridge", print) end`
---@param name string of the section
---@param f fun(...): ... what is done there; arguments and results are passed on
---@return fun(...): ...
function section(name, f) end

-- # Checks

--- What all checks take.
---@class lab.check
---@field [1]? string what is expected, in words (there is a good text for each)
---@field expected? string the same, where [1] is something else
---@field points? integer (1)
---@field hint? string what to look at when it fails; not the answer

---@class lab.run
local R = {}

--- No process fails: no error, no exit status but 0; and all end. Every run has
--- this check, for 0 points where it is not asked for.
--- Example: `four:ends {}`
---@param check lab.check
function R:ends(check) end

---@class lab.output: lab.check
---@field is? string all of it
---@field matches? string a pattern of Lua that is found in it
---@field lines? string[] these lines, in any order
---@field test? fun(text: string): boolean, string? true, or false and what is wrong

--- What all programs together print, in every schedule in which they end. One of
--- is, matches, lines and test says what is expected.
--- Example: `four:output { is = "count: 12\n" }`
---@param check lab.output
function R:output(check) end

---@class lab.final: lab.check
---@field value fun(): any looks it up; runs in a process of the lab's
---@field is? any the value; tables are compared all the way down
---@field test? fun(value: any): boolean, string? instead: true, or false and what is wrong

--- A value when all programs have ended, such as what a segment contains.
--- Example: `four:final { value = function() return ipc.segment{ key = 7 }:int32()[0] end, is = 12 }`
---@param check lab.final
function R:final(check) end

--- In no schedule do processes wait for each other for ever, nor compute for ever.
--- Example: `four:no_deadlock { hint = "who has what, and waits for what?" }`
---@param check lab.check
function R:no_deadlock(check) end

--- No data race: two accesses at the same time to the same bytes, one of them a
--- plain write, as ipclua check has it.
--- Example: `four:no_race {}`
---@param check lab.check
function R:no_race(check) end

--- Nothing is left in the kernel when all programs have ended. What the lab's own
--- driver has made does not count.
--- Example: `four:no_leaks {}`
---@param check lab.check
function R:no_leaks(check) end

--- Who waits does so in the kernel: nobody looks again and again at what does not
--- change, nor tries again and again, nor sleeps while others are there. What
--- provide's functions sleep does not count.
--- Example: `four:no_busy_wait {}`
---@param check lab.check
function R:no_busy_wait(check) end

---@class lab.exclusion: lab.check
---@field sections? string[] the sections
---@field most? integer processes inside these together (1)
---@field never? table<string, integer> instead: these numbers inside at the same time

--- Never too many inside of sections at the same time.
--- Example: `four:mutual_exclusion { sections = { "critical" } }`
--- Example: `rw:mutual_exclusion { never = { reading = 1, writing = 1 } }`
---@param check lab.exclusion
function R:mutual_exclusion(check) end

---@class lab.reach: lab.check
---@field inside table<string, integer> how many, of which section

--- In some schedule so many are inside at the same time. It is what keeps a lab from
--- being solved by one mutex around everything.
--- Example: `rw:must_reach { inside = { reading = 2 } }`
---@param check lab.reach
function R:must_reach(check) end

---@class lab.survival: lab.check
---@field program? integer which one is killed, in the order of start (each in turn)
---@field value? fun(): any as in final, when all others have ended
---@field is? any
---@field test? fun(value: any): boolean, string?

--- One of the programs is killed by SIGKILL, at any of its steps: the others end
--- without an error, and the value holds where there is one.
--- Example: `two:survives_kill { program = 1 }`
---@param check lab.survival
function R:survives_kill(check) end

--- There are never more semaphores at a time; each of a set counts.
--- Example: `ring:max_semaphores { 3 }`
---@param check lab.check|{[1]: integer}
function R:max_semaphores(check) end

--- Each of these calls is made in every schedule that ends. The calls are shmget,
--- shmat, shmdt, shmctl, semget, semop, semctl, msgget, msgsnd, msgrcv, msgctl, and
--- spawn, wait, kill, sleep; a command stands behind its call. The object layer
--- makes the same calls.
--- Example: `two:must_call { "shmdt", "shmctl IPC_RMID" }`
---@param check lab.check|string[]
function R:must_call(check) end

--- None of these calls is made.
--- Example: `two:must_not_call { "sleep" }`
---@param check lab.check|string[]
function R:must_not_call(check) end
