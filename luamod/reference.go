package luamod

import (
	_ "embed"
	"strings"
)

// definitions are the one reference of the module, in the annotations of the
// Lua language server.
//
//go:embed ipc.lua
var definitions string

// reference is ipc.lua, read.
type reference struct {
	pages []*page
}

// readReference reads the definitions: comment blocks, each followed by what
// it is about.
func readReference(text string) *reference {
	r := &reference{}
	block := &page{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "---"):
			block.comment(strings.TrimSpace(line[3:]))
			continue
		case strings.HasPrefix(line, "-- # "):
			r.pages = append(r.pages, &page{sort: sectionPage, name: line[5:]})
		case strings.HasPrefix(line, "function "):
			block.function(line)
			r.pages = append(r.pages, block)
		case strings.HasPrefix(line, "ipc."):
			name, rest, _ := strings.Cut(line[4:], " = ")
			value, text, _ := strings.Cut(rest, " --- ")
			r.pages = append(r.pages, &page{sort: constantPage, name: name, value: value, text: []string{text}})
		case block.sort == classPage:
			block.isObject = strings.HasPrefix(line, "local ")
			r.pages = append(r.pages, block)
		}
		block = &page{}
	}
	return r
}

// find gives the pages of a name: of a function, of a class, or both; of a
// method by its class, or alone, or by a class that inherits it.
func (r *reference) find(name string) []*page {
	var found []*page
	for _, p := range r.pages {
		if p.name == name && p.sort != sectionPage {
			found = append(found, p)
		}
	}
	if found != nil {
		return found
	}
	if class, member, ok := strings.Cut(name, "."); ok {
		return r.inherited(class, member)
	}
	for _, p := range r.pages {
		if p.sort == methodPage && strings.HasSuffix(p.name, "."+name) {
			found = append(found, p)
		}
	}
	return found
}

func (r *reference) inherited(class, member string) []*page {
	c := r.class(class)
	if c == nil {
		return nil
	}
	for _, parent := range c.parents {
		if found := r.find(parent + "." + member); found != nil {
			return found
		}
	}
	return nil
}

// class gives the page of a class, nil if there is none.
func (r *reference) class(name string) *page {
	for _, p := range r.pages {
		if p.sort == classPage && p.name == name {
			return p
		}
	}
	return nil
}

// members are the names of a class's own methods.
func (r *reference) members(class string) []string {
	var list []string
	for _, p := range r.pages {
		if name, ok := strings.CutPrefix(p.name, class+"."); ok && p.sort == methodPage {
			list = append(list, name)
		}
	}
	return list
}

// sections are the pages by section, each with the section's own page first.
func (r *reference) sections() [][]*page {
	var list [][]*page
	for _, p := range r.pages {
		switch {
		case p.sort == sectionPage:
			list = append(list, []*page{p})
		case list != nil:
			n := len(list) - 1
			list[n] = append(list[n], p)
		}
	}
	return list
}

// names are all that find knows.
func (r *reference) names() []string {
	var list []string
	for _, p := range r.pages {
		if p.sort == sectionPage {
			continue
		}
		list = append(list, p.name)
		if _, method, ok := strings.Cut(p.name, "."); ok && p.sort == methodPage {
			list = append(list, method)
		}
	}
	return list
}
