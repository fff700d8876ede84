package luamod

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLayout compares random structs with what gcc makes of them.
func TestLayout(t *testing.T) {
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("no gcc to compare with")
	}
	const structs = 200
	r := rand.New(rand.NewPCG(1, 2))
	var program, ours strings.Builder
	program.WriteString("#include <stdio.h>\n#include <stdint.h>\n#include <stddef.h>\n#include <stdbool.h>\n#include <sys/types.h>\n#include <time.h>\n")
	body := ""
	for i := range structs {
		text := randomStruct(r, 0)
		l, err := parseLayout(text)
		if err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		fmt.Fprintf(&program, "struct s%d {\n%s};\n", i, text)
		fmt.Fprintf(&ours, "%d size %d\n", i, l.size)
		body += fmt.Sprintf("printf(\"%d size %%zu\\n\", sizeof(struct s%d));\n", i, i)
		for _, path := range paths(&l.ctype, "") {
			offset, why := l.path(path)
			if why != "" {
				t.Fatalf("%s of %s: %s", path, text, why)
			}
			fmt.Fprintf(&ours, "%d %s %d\n", i, path, offset)
			body += fmt.Sprintf("printf(\"%d %s %%zu\\n\", offsetof(struct s%d, %s));\n", i, path, i, path)
		}
	}
	fmt.Fprintf(&program, "int main(void) {\n%sreturn 0; }\n", body)

	source := filepath.Join(t.TempDir(), "layout.c")
	if err := os.WriteFile(source, []byte(program.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	binary := strings.TrimSuffix(source, ".c")
	if out, err := exec.Command(gcc, "-w", "-O0", "-o", binary, source).CombinedOutput(); err != nil {
		t.Fatalf("gcc: %v\n%s", err, out)
	}
	theirs, err := exec.Command(binary).Output()
	if err != nil {
		t.Fatal(err)
	}
	want, got := strings.Split(string(theirs), "\n"), strings.Split(ours.String(), "\n")
	if len(want) != len(got) {
		t.Fatalf("%d lines, gcc has %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s; gcc says %s", got[i], want[i])
		}
	}
}

// randomStruct gives the members of a struct.
func randomStruct(r *rand.Rand, depth int) string {
	spellings := []string{
		"char", "signed char", "unsigned char", "short", "short int", "unsigned short", "int", "signed", "unsigned", "unsigned int",
		"long", "long int", "unsigned long", "long long", "long long int", "unsigned long long", "int long unsigned", "float", "double",
		"const int", "bool", "_Bool",
	}
	for _, t := range typedefs {
		spellings = append(spellings, t.name)
	}
	var out strings.Builder
	for i := range 1 + r.IntN(7) {
		name := fmt.Sprintf("m%d", i)
		if depth < 3 && r.IntN(5) == 0 {
			fmt.Fprintf(&out, "struct {\n%s} %s%s;\n", randomStruct(r, depth+1), name, dimensions(r))
			continue
		}
		fmt.Fprintf(&out, "%s %s%s", spellings[r.IntN(len(spellings))], name, dimensions(r))
		for range r.IntN(3) {
			name += "x"
			fmt.Fprintf(&out, ", %s%s", name, dimensions(r))
		}
		out.WriteString("; // a comment\n")
	}
	return out.String()
}

func dimensions(r *rand.Rand) string {
	text := ""
	for range max(0, r.IntN(5)-2) {
		text += fmt.Sprintf([]string{"[%d]", "[%#x]", "[%#o]"}[r.IntN(3)], 1+r.IntN(9))
	}
	return text
}

// paths lists a type's members; of an array the last element's.
func paths(t *ctype, to string) []string {
	var list []string
	switch t.kind {
	case structType:
		for _, f := range t.members {
			path := strings.TrimPrefix(to+"."+f.name, ".")
			list = append(append(list, path), paths(f.typ, path)...)
		}
	case arrayType:
		last := fmt.Sprintf("%s[%d]", to, t.count-1)
		list = append(append(list, last), paths(t.elem, last)...)
	}
	return list
}

// FuzzStruct holds that whatever parses has a layout that makes sense.
func FuzzStruct(f *testing.F) {
	for _, text := range []string{
		"int turn; char story[200]; double mean;",
		"struct p { short x, y; } a[2][3]; struct p b; /* c */ bool f; // d\n",
		"unsigned long long int x[0x10], y[010];", "const volatile char c;",
		"int *p;", "int x[0];", "int x[", "struct {", "long double x;", "int x:3;", "char x[140737488355328];", "/*", ";;",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := parseLayout(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") {
				t.Fatalf("no place in %q", err)
			}
			return
		}
		again, err := parseLayout(l.text)
		if err != nil || again.size != l.size {
			t.Fatalf("%q parses once only: %v", text, err)
		}
		checkLayout(t, &l.ctype)
	})
}

// checkLayout holds that members lie one behind the other, aligned, within
// their struct.
func checkLayout(t *testing.T, typ *ctype) {
	switch typ.kind {
	case arrayType:
		if typ.count < 1 || typ.size != typ.elem.size*typ.count {
			t.Fatalf("array of %d × %d has %d bytes", typ.count, typ.elem.size, typ.size)
		}
		checkLayout(t, typ.elem)
	case structType:
		end := 0
		for _, f := range typ.members {
			if f.offset < end || f.offset%f.typ.align != 0 || typ.named[f.name] != f {
				t.Fatalf("field %s at %d, the one before ends at %d", f.name, f.offset, end)
			}
			end = f.offset + f.typ.size
			checkLayout(t, f.typ)
		}
		if typ.size < end || typ.size%typ.align != 0 || typ.size < 1 || typ.size > maxLayout+maxLayout/2 {
			t.Fatalf("size %d, the last field ends at %d", typ.size, end)
		}
	}
}
