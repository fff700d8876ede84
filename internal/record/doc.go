// Package record keeps what the processes of a real run do, and makes a
// [trace.Run] of it.
//
//   - [Log] is the record of one process: a file that is mapped, so that nothing
//     is lost when the process is killed
//   - [Wrap] is a sysv.Kernel that records each call; [World] does it for all that
//     a script can do
//   - [Merge] reads the records of all processes of a run
package record
