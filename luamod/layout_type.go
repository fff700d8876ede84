package luamod

import (
	"runtime"
	"slices"
	"strings"
)

// typedefs are the types of one word that C gets from headers, as 64-bit Linux
// has them.
var typedefs = [...]struct {
	name string
	cell cell
}{
	{"int8_t", int8Cell}, {"uint8_t", uint8Cell}, {"int16_t", int16Cell}, {"uint16_t", uint16Cell},
	{"int32_t", int32Cell}, {"uint32_t", uint32Cell}, {"int64_t", int64Cell}, {"uint64_t", uint64Cell},
	{"bool", boolCell}, {"_Bool", boolCell},
	{"size_t", uint64Cell}, {"ssize_t", int64Cell}, {"off_t", int64Cell}, {"time_t", int64Cell},
	{"pid_t", int32Cell}, {"key_t", int32Cell}, {"uid_t", uint32Cell}, {"gid_t", uint32Cell}, {"mode_t", uint32Cell},
}

// charCell is C's plain char, unsigned on Linux for arm.
func charCell() cell {
	if runtime.GOARCH == "arm64" && runtime.GOOS == "linux" {
		return uint8Cell
	}
	return int8Cell
}

// specifier reads a type. tagged tells of a struct with a tag and a body.
func (p *declaration) specifier(depth int) (t *ctype, tagged bool) {
	for p.token == "const" || p.token == "volatile" {
		p.next()
	}
	if p.kind != nameToken {
		p.fail("a type expected, got %s", p.describe())
	}
	for _, t := range typedefs {
		if t.name == p.token {
			p.next()
			return scalarOf(t.cell, false), false
		}
	}
	switch p.token {
	case "struct":
		p.next()
		return p.structure(depth)
	case "union", "enum", "void", "_Atomic":
		p.fail("'%s' is not supported", p.token)
	case "static", "extern", "typedef", "register":
		p.fail("'%s' has no meaning for a field", p.token)
	}
	return p.arithmetic(), false
}

// structure reads what follows the word struct.
func (p *declaration) structure(depth int) (t *ctype, tagged bool) {
	tag := ""
	if p.kind == nameToken {
		tag = p.token
		p.next()
	}
	if !p.take("{") {
		if tag == "" {
			p.fail("'{' expected, got %s", p.describe())
		}
		if t = p.tags[tag]; t == nil {
			if p.token == "*" {
				p.failPointer()
			}
			p.fail("there is no 'struct %s' before this", tag)
		}
		return t, false
	}
	if tag != "" && p.tags[tag] != nil {
		p.fail("there are two 'struct %s'", tag)
	}
	t = p.members(symbolToken, "}", depth+1)
	p.next()
	if tag != "" {
		p.tags[tag] = t
	}
	return t, tag != ""
}

// arithmetic reads C's own types, whose words may come in any order.
func (p *declaration) arithmetic() *ctype {
	start, first := p.start, p.token
	var words []string
	for p.kind == nameToken && slices.Contains([]string{"char", "short", "int", "long", "signed", "unsigned", "float", "double", "const", "volatile"}, p.token) {
		if p.token != "const" && p.token != "volatile" {
			words = append(words, p.token)
		}
		if len(words) > 4 {
			break
		}
		p.next()
	}
	if words == nil {
		p.fail("there is no type '%s'%s", first, Suggest(first, typeWords()))
	}
	slices.Sort(words)
	switch name := strings.Join(words, " "); name {
	case "char":
		return scalarOf(charCell(), true)
	case "char signed":
		return scalarOf(int8Cell, false)
	case "char unsigned":
		return scalarOf(uint8Cell, false)
	case "short", "int short", "short signed", "int short signed":
		return scalarOf(int16Cell, false)
	case "short unsigned", "int short unsigned":
		return scalarOf(uint16Cell, false)
	case "int", "signed", "int signed":
		return scalarOf(int32Cell, false)
	case "unsigned", "int unsigned":
		return scalarOf(uint32Cell, false)
	case "long", "int long", "long signed", "int long signed", "long long", "int long long", "long long signed", "int long long signed":
		return scalarOf(int64Cell, false)
	case "long unsigned", "int long unsigned", "long long unsigned", "int long long unsigned":
		return scalarOf(uint64Cell, false)
	case "float":
		return scalarOf(floatCell, false)
	case "double":
		return scalarOf(doubleCell, false)
	case "double long":
		p.failAt(start, "'long double' is not supported: no number of Lua's holds it")
	}
	p.failAt(start, "'%s' is no type", strings.Join(strings.Fields(p.text[start:p.start]), " "))
	return nil
}

// typeWords are the words that a type is made of.
func typeWords() []string {
	words := []string{"char", "short", "int", "long", "signed", "unsigned", "float", "double", "struct"}
	for _, t := range typedefs {
		words = append(words, t.name)
	}
	return words
}
