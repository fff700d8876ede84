package luac

import (
	"fmt"
	"strings"
)

// An Error is what is wrong with a source text.
type Error struct {
	Message    string // "name:line: …" in lua5.1's words
	Incomplete bool   // more text could make it right
	Certain    bool   // more text cannot change the message
}

func (e *Error) Error() string { return e.Message }

func charName(k kind) string { return fmt.Sprintf("char(%d)", int(k)) }

// failAt ends the compilation: a token is where it went wrong. None is said to
// be near when the token is a zero byte.
func (lx *lexer) failAt(message string, k kind) {
	if k == 0 {
		lx.fail(message)
	}
	near := k.String()
	switch k {
	case tokName, tokString, tokNumber:
		near, _, _ = strings.Cut(lx.near, "\x00")
	}
	lx.raise(message+" near '"+near+"'", k == tokEOF)
}

// fail ends the compilation.
func (lx *lexer) fail(message string) { lx.raise(message, false) }

func (lx *lexer) raise(message string, incomplete bool) {
	panic(&Error{fmt.Sprintf("%s:%d: %s", shown(lx.chunk, sizeCompiling), lx.line, message), incomplete, lx.pos < len(lx.src)})
}

// unexpected ends the compilation at the current token.
func (lx *lexer) unexpected(message string) { lx.failAt(message, lx.current.kind) }

// expect ends the compilation where a token is not of a kind.
func (lx *lexer) expect(k kind) {
	if lx.current.kind != k {
		lx.unexpected("'" + k.String() + "' expected")
	}
}

// accept passes a token if it is of a kind.
func (lx *lexer) accept(k kind) bool {
	if lx.current.kind != k {
		return false
	}
	lx.next()
	return true
}

// pass passes a token that must be of a kind.
func (lx *lexer) pass(k kind) {
	lx.expect(k)
	lx.next()
}

// closes passes the token that closes what another opened in a line.
func (lx *lexer) closes(k, opened kind, line int) {
	if lx.accept(k) {
		return
	}
	if line == lx.line {
		lx.expect(k)
	}
	lx.unexpected(fmt.Sprintf("'%v' expected (to close '%v' at line %d)", k, opened, line))
}

// name passes a name and gives it.
func (lx *lexer) name() string {
	lx.expect(tokName)
	text := lx.current.text
	lx.next()
	return text
}
