// Package luamod is the Lua module "ipc": System V shared memory, semaphores
// and message queues, and processes to use them from, for any gopher-lua host.
//
//   - [World] is what a script may touch; [NewWorld] gives the real one
//   - [Preload] makes require "ipc" work in a state; [Open] also sets the global
//   - [Module] is what a host keeps hold of, to end children and to remove
//     what was temporary when the script is over
//   - [Spawner] and [Process] start processes; [Exec] is the Spawner that runs
//     this executable again, whose main then begins with [ChildMain]
//
// The reference of the module, for people and for editors, is ipc.lua beside
// this file.
package luamod
