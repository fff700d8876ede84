package main

import (
	"io"
	"os"
	"testing"

	"ipclua/internal/lua51"
	"ipclua/internal/ship"
	"ipclua/luamod"
)

// What a start costs beside Go's own.
func BenchmarkStart(b *testing.B) {
	b.Run("state", func(b *testing.B) {
		for b.Loop() {
			lua51.NewState()
		}
	})
	b.Run("module", func(b *testing.B) {
		L := lua51.NewState()
		for b.Loop() {
			luamod.Open(L, luamod.NewWorld())
		}
	})
	b.Run("baseline", func(b *testing.B) {
		L := lua51.NewState()
		luamod.Open(L, luamod.NewWorld())
		for b.Loop() {
			ship.New(L)
		}
	})
	b.Run("program", func(b *testing.B) {
		for b.Loop() {
			newProgram(stdio{os.Stdin, io.Discard, io.Discard}, func(int) {}).open()
		}
	})
}
