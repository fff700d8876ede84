// Package explore looks for a schedule in which a program fails. It knows
// programs only as a [Runner], which runs one on a simulated machine under a
// scheduler.
//
//   - [Search] tries schedules, in turns by several strategies, or all of them
//   - [Schedule] is what is needed to run one of them again; it prints as a short
//     string, which [Parse] reads
//   - [Minimise] finds a simpler one that fails in the same way
package explore
