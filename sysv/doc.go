// Package sysv is System V IPC in Go: shared memory, semaphore sets and
// message queues, with the names of the manual pages.
//
//   - [Kernel] has one method per system call: Shmget … Msgctl
//   - [Host] is the Kernel that is this machine (64-bit Linux; elsewhere every
//     call is ENOSYS)
//   - [Memory] is an attached segment; what would be a signal in C is an error here
//   - [Key], [Ftok], [ParseKey], [ParseFlags], [Constants] are the vocabulary
//   - [Error] and [Errno] say which call failed, on which object, and why
//   - [List] and [Attached] tell what exists and who has it mapped
//   - [Isolate] starts a process in an IPC namespace of its own
//
// Package sysvtest holds the table of what it means to be a Kernel.
package sysv
