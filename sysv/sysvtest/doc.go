// Package sysvtest says what it means to be a [sysv.Kernel]: one table of
// cases, run against every kernel there is, in the manner of testing/fstest.
//
//   - [Main] runs a package's tests in an IPC namespace of their own and fails
//     them when they leave an object behind; [Need] skips where that cannot be
//   - [System] is a kernel with processes on it, which is what the contract is
//     about; [Host] is this machine, with real processes
//   - [Run] runs the table
//   - Terminal, on Linux, is a pseudo-terminal for tests of what people see
//
// What Linux does is right; a case says what that is.
package sysvtest
