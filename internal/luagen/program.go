// Package luagen writes random Lua 5.1 programs for comparing interpreters.
//
// A program is well-formed, ends, does the same each time, and prints much: its
// values, and the order in which they are evaluated.
package luagen

import (
	_ "embed"
	"fmt"
	"strings"
)

// prelude defines what programs call: say, try, tick and others.
//
//go:embed prelude.lua
var prelude string

//go:embed driver.lua
var driver string

// Driver is a program that runs the programs in the global string programs,
// which Join makes. It calls emit with pieces of text, which together Split
// takes apart: what each program printed. Of tables and functions it tells no
// more than the type.
func Driver() string { return fmt.Sprintf("local prelude = %q\n%s", prelude, driver) }

const separator = "\n-- next\n"

// Join makes one text of programs for Driver.
func Join(programs []string) string { return strings.Join(programs, separator) + separator }

// Split gives what each of the programs printed.
func Split(output string) []string {
	parts := strings.Split(output, separator)
	return parts[:len(parts)-1]
}

// A Program is a list of statements.
type Program []*statement

// A statement is text with blocks in it: one text more than blocks.
type statement struct {
	texts  []string
	blocks []Program
}

func (p Program) String() string {
	var b strings.Builder
	p.write(&b)
	return b.String()
}

func (p Program) write(b *strings.Builder) {
	for _, s := range p {
		for i, text := range s.texts {
			b.WriteString(text)
			b.WriteByte('\n')
			if i < len(s.blocks) {
				s.blocks[i].write(b)
			}
		}
	}
}

// Smaller gives each program that lacks one statement of this one, or has a
// block in the place of the statement around it.
func (p Program) Smaller() []Program {
	var all []Program
	for i, s := range p {
		replaced := func(by ...*statement) {
			smaller := append(Program{}, p[:i]...)
			all = append(all, append(append(smaller, by...), p[i+1:]...))
		}
		replaced()
		for j, block := range s.blocks {
			if len(block) > 0 {
				replaced(block...)
			}
			for _, smaller := range block.Smaller() {
				blocks := append([]Program{}, s.blocks...)
				blocks[j] = smaller
				replaced(&statement{s.texts, blocks})
			}
		}
	}
	return all
}
