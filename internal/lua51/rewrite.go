package lua51

import (
	"errors"

	"github.com/yuin/gopher-lua/ast"
)

// maxDepth bounds how deep a syntax tree may nest, for the Go stack's sake: the
// compiler walks it by recursion. Lua's own bound is 200 levels.
const maxDepth = 10000

var errTooDeep = errors.New("chunk has too many syntax levels")

// rewrite replaces, everywhere in a chunk, what gopher-lua compiles wrongly.
func rewrite(chunk []ast.Stmt) (result []ast.Stmt, err error) {
	defer func() {
		if r := recover(); r == errTooDeep {
			result, err = nil, errTooDeep
		} else if r != nil {
			panic(r)
		}
	}()
	new(rewriter).stmts(chunk)
	return chunk, nil
}

type rewriter struct{ depth int }

func (r *rewriter) enter() {
	if r.depth++; r.depth > maxDepth {
		panic(errTooDeep)
	}
}

func (r *rewriter) stmts(list []ast.Stmt) {
	r.enter()
	for i, s := range list {
		r.stmt(s)
		if a, ok := s.(*ast.AssignStmt); ok {
			list[i] = assignment(a)
		}
	}
	r.depth--
}

func (r *rewriter) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		r.exprs(s.Lhs)
		r.exprs(s.Rhs)
	case *ast.LocalAssignStmt:
		r.exprs(s.Exprs)
	case *ast.FuncCallStmt:
		r.expr(s.Expr)
	case *ast.DoBlockStmt:
		r.stmts(s.Stmts)
	case *ast.WhileStmt:
		r.expr(s.Condition)
		r.stmts(s.Stmts)
	case *ast.RepeatStmt:
		r.stmts(s.Stmts)
		r.expr(s.Condition)
	case *ast.IfStmt:
		r.expr(s.Condition)
		r.stmts(s.Then)
		r.stmts(s.Else)
	case *ast.NumberForStmt:
		r.exprs([]ast.Expr{s.Init, s.Limit, s.Step})
		r.stmts(s.Stmts)
	case *ast.GenericForStmt:
		r.exprs(s.Exprs)
		r.stmts(s.Stmts)
	case *ast.FuncDefStmt:
		r.expr(s.Func)
	case *ast.ReturnStmt:
		r.exprs(s.Exprs)
	}
}

func (r *rewriter) exprs(list []ast.Expr) {
	for _, e := range list {
		r.expr(e)
	}
}

func (r *rewriter) expr(e ast.Expr) {
	r.enter()
	switch e := e.(type) {
	case *ast.AttrGetExpr:
		r.expr(e.Object)
		r.expr(e.Key)
	case *ast.TableExpr:
		for _, f := range e.Fields {
			r.expr(f.Key)
			r.expr(f.Value)
		}
	case *ast.FuncCallExpr:
		r.expr(e.Func)
		r.expr(e.Receiver)
		r.exprs(e.Args)
	case *ast.LogicalOpExpr:
		r.expr(e.Lhs)
		r.expr(e.Rhs)
	case *ast.RelationalOpExpr:
		r.expr(e.Lhs)
		r.expr(e.Rhs)
	case *ast.StringConcatOpExpr:
		r.expr(e.Lhs)
		r.expr(e.Rhs)
	case *ast.ArithmeticOpExpr:
		r.expr(e.Lhs)
		r.expr(e.Rhs)
	case *ast.UnaryMinusOpExpr:
		r.expr(e.Expr)
	case *ast.UnaryNotOpExpr:
		r.expr(e.Expr)
	case *ast.UnaryLenOpExpr:
		r.expr(e.Expr)
	case *ast.FunctionExpr:
		if e != nil {
			r.stmts(e.Stmts)
		}
	}
	r.depth--
}
