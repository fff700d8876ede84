// Package inventory tells what System V IPC objects exist and who has to do with
// them: for each its owner by name, what it holds, who has it attached, who
// waits, who used it last and whether these processes still live.
//
// [Take] makes an [Inventory]. What this process may not know is said, never
// shown as zero: a set's semaphores need read permission, another user's process
// cannot be looked into, a process outside this pid namespace has no id here.
package inventory
