package luamod

import "strings"

// page is what is known of one name.
type page struct {
	sort    pageSort
	name    string // "shmget", "semaphore.down", "semaphore", "IPC_CREAT", a section's title
	value   string // of a constant
	text    []string
	errors  string
	example string
	params  []variable
	returns []variable
	fields  []variable // of a class
	parents []string   // of a class

	isObject bool // a class with methods, or that the module makes
}

type pageSort int

const (
	sectionPage pageSort = iota
	functionPage
	methodPage
	classPage
	constantPage
)

// variable is a parameter, a result or a field.
type variable struct {
	name, kind, text string
	optional         bool
}

// comment takes in one line of a block.
func (p *page) comment(line string) {
	tag, rest, _ := strings.Cut(line, " ")
	switch tag {
	case "@class":
		name, parents, _ := strings.Cut(rest, ": ")
		p.sort, p.name = classPage, shortName(name)
		for parent := range strings.SplitSeq(parents, ", ") {
			if parent != "" {
				p.parents = append(p.parents, shortName(parent))
			}
		}
	case "@param":
		p.params = append(p.params, namedVariable(rest))
	case "@field":
		p.fields = append(p.fields, namedVariable(rest))
	case "@return":
		kind, rest := cutType(rest)
		name, text, _ := strings.Cut(rest, " ")
		p.returns = append(p.returns, variable{name: name, kind: kind, text: text})
	case "Errors:":
		p.errors = rest
	case "Example:":
		p.example = strings.Trim(rest, "`")
	default:
		if !strings.HasPrefix(tag, "@") {
			p.text = append(p.text, line)
		}
	}
}

// function takes in "function ipc.name(args) end" or "function class:name(args) end".
func (p *page) function(line string) {
	name, _, _ := strings.Cut(strings.TrimPrefix(line, "function "), "(")
	p.sort, p.name = functionPage, shortName(name)
	if class, method, ok := strings.Cut(name, ":"); ok {
		p.sort, p.name = methodPage, class+"."+method
	}
}

// namedVariable reads "name? type text".
func namedVariable(text string) variable {
	name, rest, _ := strings.Cut(text, " ")
	kind, text := cutType(rest)
	name, optional := strings.CutSuffix(name, "?")
	return variable{name, kind, text, optional}
}

// cutType cuts a type off, which may have blanks within brackets.
func cutType(text string) (kind, rest string) {
	depth := 0
	for i, c := range text {
		switch {
		case strings.ContainsRune("(<[{", c):
			depth++
		case strings.ContainsRune(")>]}", c):
			depth--
		case c == ' ' && depth == 0:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

func shortName(name string) string { return strings.TrimPrefix(name, "ipc.") }

// signature is how a name is written in a script.
func (p *page) signature() string {
	name := p.name
	switch p.sort {
	case classPage:
		return name
	case constantPage:
		return "ipc." + name + " = " + p.value
	case methodPage:
		name = strings.Replace(name, ".", ":", 1)
	default:
		name = "ipc." + name
	}
	var args strings.Builder
	closing := ""
	for _, v := range p.params {
		comma := ", "
		if args.Len() == 0 {
			comma = ""
		}
		if v.optional {
			if comma != "" {
				comma = " [, "
			} else {
				comma = "["
			}
			closing += "]"
		}
		args.WriteString(comma + v.name)
	}
	return name + "(" + args.String() + closing + ")"
}

// summary is the first sentence of a page.
func (p *page) summary() string {
	text := strings.Join(p.text, " ")
	if sentence, _, ok := strings.Cut(text, ". "); ok {
		return sentence
	}
	return strings.TrimSuffix(text, ".")
}
