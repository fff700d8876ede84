package main

const version = "ipclua 0.1 (Lua 5.1, gopher-lua 1.1.2)"

const usage = `usage: ipclua [OPTIONS] [SCRIPT [ARGS…]]
       ipclua check | trace [OPTIONS] SCRIPT [ARGS…]
       ipclua lab list | show | start | check | grade | test | words [ARGS…]
       ipclua ls | rm | watch | doctor [OPTIONS] [ARGS…]

Lua with System V shared memory, semaphores and message queues.

  ipclua               ask at a prompt
  ipclua SCRIPT        run a script on the real kernel
  ipclua check SCRIPT  search its schedules for a race or a deadlock; see
                       ipclua check --help
  ipclua trace SCRIPT  run it on the real kernel and show who did what, when
  ipclua lab list      exercises, with a grader; see ipclua lab --help
  ipclua ls            show the System V objects there are, and who uses them
  ipclua rm ID…|KEY…   remove some
  ipclua watch         show them live, on the whole terminal
  ipclua doctor        look whether this machine can do it

  -e CODE      run CODE
  -l MODULE    require MODULE
  -i           go on at the prompt when the script is done
  -v           show the version
  --private    run in an IPC namespace of its own: nothing collides, nothing
               is left behind
  -h, --help   show this page
  --           no more options
  -            run standard input as the script

Without a script it runs standard input, and asks at a prompt when that is a
terminal: help() there tells how to begin. NO_COLOR and TERM=dumb are honoured,
the history is in $XDG_STATE_HOME/ipclua. -e and -l may be given several times
and are carried out in order.

In the script, 'arg' is the command line (arg[0] is the script, negative
indexes what stands before it) and '...' are the script's arguments. 'ipc' is
the module; ipc.help() shows what it has. LUA_INIT and LUA_PATH mean what they
mean to lua(1).

Exit codes: 0 done; 1 the script failed, or a process whose error it has not
joined; 2 the command line was wrong; 130 interrupted, 128 + N when signal N
ended it.

  $ ipclua -e 'local s = ipc.segment{size = 4096}; print(s); s:remove()'
`
