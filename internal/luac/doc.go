// Package luac compiles Lua 5.1 to the bytecode of gopher-lua v1.1.2.
//
// It takes the place of gopher-lua's own parser and compiler, which take goto
// for a reserved word, report errors in words of their own, and miscompile a
// dozen constructs: multiple assignment, break out of a nested block whose
// locals are captured, constructors of more than 50 items, local f = function
// that calls another f, and more. Registers are allotted, constants folded and
// limits set as in PUC-Rio's luac, so that evaluation order, line numbers and
// names in messages are the same; each error reads as lua5.1's does.
//
// There is one pass. The parser (statement.go, expression.go, constructor.go,
// call.go) reads tokens (lexer.go, literal.go) and describes each expression
// by an operand (operand.go), which says where its value is or will be. Code is
// emitted (function.go, variable.go, operator.go, jump.go, scope.go) when the
// value must go somewhere.
package luac
