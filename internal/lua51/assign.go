package lua51

import (
	"fmt"

	"github.com/yuin/gopher-lua/ast"
)

// gopher-lua compiles a multiple assignment to locals as single assignments,
// one after the other (#440): a, b = b, a leaves both with b's value. Such a
// statement becomes
//
//	do
//	  local (object), (key) = …     what the targets index, as it is before
//	  local (1) = …                 the expressions
//	  b = …; a = (1)                the stores, last target first as in Lua
//	end
//
// with as many temporaries as it must have: they count among the 200 locals of
// a function. Compiled rightly are, and stay as they are, assignments to fields
// alone, and those of one call's results to variables alone.
//
// A call that is cut to one result, as in x = (f(x)) or x = f(x), y, goes wrong
// too: for the last parameter it is made in the parameter's own register and
// those of the locals behind it, and x = (...) drops all locals behind x.

// assignment is what takes the place of an assignment.
func assignment(s *ast.AssignStmt) ast.Stmt {
	variables := 0
	for _, target := range s.Lhs {
		if _, ok := target.(*ast.IdentExpr); ok {
			variables++
		}
	}
	switch {
	case variables == 0:
		return s
	case len(s.Lhs) == 1 && len(s.Rhs) == 1:
		uncut(s.Rhs[0])
		return s
	case variables == len(s.Lhs) && len(s.Rhs) == 1 && hasManyResults(s.Rhs[0]):
		return s
	}
	return throughTemporaries(s)
}

// uncut drops parentheses that a single target makes needless.
func uncut(e ast.Expr) {
	switch e := e.(type) {
	case *ast.FuncCallExpr:
		e.AdjustRet = false
	case *ast.Comma3Expr:
		e.AdjustRet = false
	}
}

// hasManyResults tells whether an expression gives all the values that there is
// room for.
func hasManyResults(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.FuncCallExpr:
		return !e.AdjustRet
	case *ast.Comma3Expr:
		return !e.AdjustRet
	}
	return false
}

// throughTemporaries rewrites an assignment.
func throughTemporaries(s *ast.AssignStmt) ast.Stmt {
	block := &ast.DoBlockStmt{}
	place(block, s)
	local := func(near ast.PositionHolder, names []string, exprs []ast.Expr) {
		l := &ast.LocalAssignStmt{Names: names, Exprs: exprs}
		place(l, near)
		block.Stmts = append(block.Stmts, l)
	}
	n := 0
	// hold evaluates an expression now and gives what stands for its value.
	hold := func(e ast.Expr) ast.Expr {
		if _, constant := e.(ast.ConstExpr); constant {
			return e
		}
		n++
		name := fmt.Sprintf("(target %d)", n)
		local(e, []string{name}, []ast.Expr{e})
		return ident(name, e)
	}
	targets := make([]ast.Expr, len(s.Lhs))
	values := make([]ast.Expr, len(s.Lhs))
	names := make([]string, len(s.Lhs))
	for i, target := range s.Lhs {
		names[i] = fmt.Sprintf("(value %d)", i+1)
		targets[i], values[i] = target, ident(names[i], target)
		if field, ok := target.(*ast.AttrGetExpr); ok {
			held := &ast.AttrGetExpr{Object: hold(field.Object), Key: hold(field.Key)}
			place(held, field)
			targets[i] = held
		}
	}
	exprs := s.Rhs
	if last := len(targets) - 1; len(exprs) == len(targets) {
		// The value that is evaluated last is stored first.
		values[last] = exprs[last]
		uncut(values[last])
		names, exprs = names[:last], exprs[:last]
	}
	local(s, names, exprs)
	for i := len(targets) - 1; i >= 0; i-- {
		store := &ast.AssignStmt{Lhs: targets[i : i+1], Rhs: values[i : i+1]}
		place(store, s)
		block.Stmts = append(block.Stmts, store)
	}
	return block
}

func ident(name string, near ast.PositionHolder) ast.Expr {
	e := &ast.IdentExpr{Value: name}
	place(e, near)
	return e
}

// place gives a new node the lines of an old one.
func place(n, near ast.PositionHolder) {
	n.SetLine(near.Line())
	n.SetLastLine(near.LastLine())
}
