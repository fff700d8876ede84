// Package watch shows the System V IPC objects that exist, live, on a whole
// terminal: what changes stands out, a segment opens as bytes, a set as bars, a
// queue as its numbers.
//
// A screen is the model: it is given an inventory at each refresh and the keys
// that are pressed, and draws itself on a canvas; it knows no terminal and no
// clock. Run connects it with both.
//
// The terminal is driven by golang.org/x/term and ANSI sequences of ECMA-48
// rather than by a library of widgets: those that are well kept prepare tables
// when a program starts, which each process that a script spawns would pay.
package watch
