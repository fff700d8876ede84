package luamod

import "fmt"

// declaration reads a C declaration token by token.
type declaration struct {
	text  string
	kind  tokenKind // of the token at hand
	token string
	start int // of the token, in text
	at    int // behind it
	tags  map[string]*ctype
}

type tokenKind uint8

const (
	endToken tokenKind = iota
	nameToken
	numberToken
	symbolToken
)

// next goes to the next token, past spaces and comments.
func (p *declaration) next() {
	p.skip()
	p.start = p.at
	if p.at == len(p.text) {
		p.kind, p.token = endToken, ""
		return
	}
	switch c := p.text[p.at]; {
	case isDigit(c):
		p.kind = numberToken
	case isLetter(c):
		p.kind = nameToken
	default:
		p.kind = symbolToken
		p.at++
		for p.at < len(p.text) && p.text[p.at]&0xc0 == 0x80 { // the rest of a UTF-8 character
			p.at++
		}
	}
	for p.kind != symbolToken && p.at < len(p.text) && (isLetter(p.text[p.at]) || isDigit(p.text[p.at])) {
		p.at++
	}
	p.token = p.text[p.start:p.at]
}

// take goes past a symbol if it is the token at hand.
func (p *declaration) take(symbol string) bool {
	if p.kind != symbolToken || p.token != symbol {
		return false
	}
	p.next()
	return true
}

// skip goes past spaces and comments.
func (p *declaration) skip() {
	for p.at < len(p.text) {
		rest := p.text[p.at:]
		switch {
		case rest[0] == ' ' || rest[0] >= '\t' && rest[0] <= '\r':
			p.at++
		case len(rest) > 1 && rest[:2] == "//":
			for p.at < len(p.text) && p.text[p.at] != '\n' {
				p.at++
			}
		case len(rest) > 1 && rest[:2] == "/*":
			p.comment()
		default:
			return
		}
	}
}

func (p *declaration) comment() {
	open := p.at
	for p.at += 2; p.at+1 < len(p.text); p.at++ {
		if p.text[p.at:p.at+2] == "*/" {
			p.at += 2
			return
		}
	}
	p.failAt(open, "the comment does not end")
}

// describe names the token at hand.
func (p *declaration) describe() string {
	if p.kind == endToken {
		return "the end"
	}
	return fmt.Sprintf("'%s'", p.token)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' }
