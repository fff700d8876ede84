package lab

import (
	"regexp"
	"slices"
	"testing"
)

// TestReference holds check.lua to the engine: the same checks, the same fields.
func TestReference(t *testing.T) {
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^function R:(\w+)\(check\) end$`).FindAllStringSubmatch(Reference, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	if !slices.Equal(names, Names()) {
		t.Errorf("check.lua has the checks\n%v, the engine\n%v", names, Names())
	}
	for _, block := range regexp.MustCompile(`(?s)((?:---[^\n]*\n)+)function ([\w:]+)\(`).FindAllStringSubmatch(Reference, -1) {
		if !regexp.MustCompile("--- Example: `").MatchString(block[1]) {
			t.Errorf("%s has no example", block[2])
		}
	}
}

// TestExamples runs every example of check.lua as a check.lua of its own.
func TestExamples(t *testing.T) {
	examples := regexp.MustCompile("--- Example: `((four|rw|two|ring):.*)`").FindAllStringSubmatch(Reference, -1)
	if len(examples) < len(Names()) {
		t.Errorf("only %d examples", len(examples))
	}
	for _, e := range examples {
		l := &Lab{Name: "01-example"}
		if err := define(l, "lab { 'example' }\nlocal "+e[2]+" = run { 'run' }\n"+e[1]); err != nil {
			t.Errorf("%s: %v", e[1], err)
		}
	}
}

// TestFields holds the fields of check.lua to those that the engine reads: a field
// that it does not know is a mistake, and a field of the reference is none.
func TestFields(t *testing.T) {
	fields := map[string][]string{}
	for _, c := range regexp.MustCompile(`(?m)^---@class (lab\.\w+)(?:: lab\.\w+)?\n((?:---@field [^\n]*\n)*)`).FindAllStringSubmatch(Reference, -1) {
		for _, f := range regexp.MustCompile(`---@field (\w+)`).FindAllStringSubmatch(c[2], -1) {
			fields[c[1]] = append(fields[c[1]], f[1])
		}
		slices.Sort(fields[c[1]])
	}
	for class, check := range map[string]string{
		"lab.output": "output", "lab.final": "final", "lab.exclusion": "mutual_exclusion",
		"lab.reach": "must_reach", "lab.survival": "survives_kill",
	} {
		known := knownFields(t, check)
		for _, common := range append(fields["lab.check"], "lab") {
			known = slices.DeleteFunc(known, func(f string) bool { return f == common })
		}
		if !slices.Equal(known, fields[class]) {
			t.Errorf("%s: the engine reads %v, check.lua has %v", check, known, fields[class])
		}
	}
	if known := knownFields(t, "run"); !slices.Equal(known, fields["lab.how"]) {
		t.Errorf("run: the engine reads %v, check.lua has %v", known, fields["lab.how"])
	}
}

// knownFields are those that the message about an unknown field lists.
func knownFields(t *testing.T, what string) []string {
	t.Helper()
	checks := map[string]string{
		"output": "is = 'x', ", "final": "value = function() end, is = 1, ", "mutual_exclusion": "sections = { 'x' }, ",
		"must_reach": "inside = { x = 1 }, ", "survives_kill": "",
	}
	text := "run { 'run', qqqqqqqqqqqqqqqqqqqq = 1 }"
	if fields, ok := checks[what]; ok {
		text = "run { 'run' }:" + what + "{ " + fields + "qqqqqqqqqqqqqqqqqqqq = 1 }"
	}
	err := define(&Lab{Name: "01-x"}, "lab { 'x' }\n"+text)
	if err == nil {
		t.Fatalf("%s: no error", what)
	}
	_, list, ok := cutLast(err.Error(), "there are ")
	if !ok {
		t.Fatal(err)
	}
	return regexp.MustCompile(`\w+`).FindAllString(list, -1)
}
