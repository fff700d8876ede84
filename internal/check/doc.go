// Package check is where Lua meets the simulation: it runs a script on a
// simulated machine, schedule by schedule, and tells what goes wrong.
//
//   - [Load] reads a script
//   - [Script.Search] looks for a schedule in which it fails
//   - [Script.Replay] runs one schedule again and records it
//   - [Script.ReplayReal] has the real kernel confirm it; [ProcessMain] are its processes
//   - [Failure] is what went wrong
package check
