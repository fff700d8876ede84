// Package lab is an exercise with a grader: a folder with a task, and a check.lua
// that says what must hold of an answer.
//
//   - [Course] is a folder of labs; [Lab] is one of them
//   - [Lab.Grade] runs a student's file under many schedules, and says in a [Mark]
//     what holds and what does not
//   - check.lua beside this file is the reference of what a lab's check.lua may say
//
// A lab's runs are played on a stage of package check: process 1 is the driver, which
// starts the student's file as programs of their own and looks at what they leave. What
// it finds is judged outside of any Lua state that a student's code has ever seen.
package lab
