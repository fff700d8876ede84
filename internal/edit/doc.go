// Package edit is a line editor for a terminal: [Editor.Read] reads a text of one
// or more lines, with the keys of readline(3) in emacs mode, [History] keeps
// what was typed, and [Editor.Write] puts text above what is being typed, from
// any goroutine.
//
// The libraries there are lack one of these: text that comes meanwhile, a pasted
// text of several lines, characters two columns wide, or a start that costs
// programs nothing that do not edit.
package edit
