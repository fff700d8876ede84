package ipclua

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// law says for each of our packages which others it may import, besides the
// standard library. What is not listed here may import nothing.
var law = map[string][]string{
	"ipclua":                          {},
	"ipclua/sysv":                     {"golang.org/x/sys/unix"},
	"ipclua/sysv/sysvtest":            {"ipclua/sysv", "golang.org/x/sys/unix"},
	"ipclua/internal/luac":            {gopher},
	"ipclua/internal/lua51":           {gopher, "ipclua/internal/luac"},
	"ipclua/internal/ship":            {gopher},
	"ipclua/internal/sim":             {"ipclua/sysv"},
	"ipclua/internal/trace":           {"ipclua/sysv", "ipclua/internal/width"},
	"ipclua/internal/trace/tracetest": {"ipclua/internal/trace", "ipclua/sysv"},
	"ipclua/internal/width":           {"github.com/rivo/uniseg"},
	"ipclua/internal/detect":          {"ipclua/sysv", "ipclua/internal/trace", "ipclua/internal/width"},
	"ipclua/internal/explore":         {"ipclua/internal/sim"},
	"ipclua/internal/whole":           {},
	"ipclua/internal/mark":            {"ipclua/internal/width"},
	"ipclua/internal/batch":           {"ipclua/internal/mark", "ipclua/internal/whole", "ipclua/internal/width"},
	"ipclua/internal/inventory":       {"ipclua/sysv"},
	"ipclua/internal/watch":           {"ipclua/sysv", "ipclua/internal/inventory", "ipclua/internal/width", "github.com/rivo/uniseg", "golang.org/x/term"},
	"ipclua/internal/check":           {gopher, "github.com/fxamacker/cbor/v2", "ipclua/sysv", "ipclua/luamod", "ipclua/internal/lua51", "ipclua/internal/ship", "ipclua/internal/sim", "ipclua/internal/explore", "ipclua/internal/trace", "ipclua/internal/detect"},
	"ipclua/internal/lab":             {gopher, "ipclua/sysv", "ipclua/luamod", "ipclua/internal/lua51", "ipclua/internal/sim", "ipclua/internal/explore", "ipclua/internal/trace", "ipclua/internal/detect", "ipclua/internal/check", "ipclua/internal/mark"},
	"ipclua/internal/record":          {gopher, "ipclua/sysv", "ipclua/luamod", "ipclua/internal/lua51", "ipclua/internal/trace"},
	"ipclua/internal/edit":            {"ipclua/internal/width", "github.com/rivo/uniseg", "golang.org/x/term"},
	"ipclua/internal/repl":            {gopher, "ipclua/sysv", "ipclua/luamod", "ipclua/internal/lua51", "ipclua/internal/edit", "ipclua/internal/width"},
	"ipclua/luamod":                   {gopher, "ipclua/sysv", "ipclua/internal/ship", "ipclua/internal/lua51", "ipclua/internal/width"},
	"ipclua/cmd/ipclua":               {gopher, "ipclua/internal/batch", "ipclua/sysv", "ipclua/luamod", "ipclua/internal/inventory", "ipclua/internal/watch", "ipclua/internal/lua51", "ipclua/internal/check", "ipclua/internal/record", "ipclua/internal/explore", "ipclua/internal/detect", "ipclua/internal/trace", "ipclua/internal/repl", "ipclua/internal/lab", "ipclua/internal/mark", "ipclua/scripts", "ipclua/internal/whole", "ipclua/internal/width"},
	"ipclua/scripts":                  {},
	"ipclua/bench":                    {},
	"ipclua/bench/plain":              {gopher},
}

const gopher = "github.com/yuin/gopher-lua"

// Where a package of the standard library may be used; elsewhere not.
var only = map[string]func(file string) bool{
	"net":     nowhere, // these two link the C library in, which each
	"os/user": nowhere, // process's start pays for

	"html/template": nowhere, // these, with what they import, prepare
	"text/template": nowhere, // themselves for 0.2 ms when a process starts
	"net/url":       nowhere,
	"net/netip":     nowhere,
	"crypto/rand":   nowhere,
	"crypto/sha256": nowhere,

	"unsafe":  within("sysv", "internal/lua51", "internal/ship"),
	"os/exec": func(f string) bool { return !strings.HasPrefix(f, "luamod/") || strings.HasPrefix(f, "luamod/exec") },
}

func nowhere(string) bool { return false }

func within(dirs ...string) func(string) bool {
	return func(file string) bool {
		return slices.Contains(dirs, filepath.ToSlash(filepath.Dir(file)))
	}
}

func TestImports(t *testing.T) {
	for dir := range packages(t) {
		pkg := strings.TrimSuffix("ipclua/"+filepath.ToSlash(dir), "/.")
		for _, goos := range []string{"linux", "windows"} {
			context := build.Default
			context.GOOS = goos
			p, err := context.ImportDir(dir, 0)
			if err != nil {
				if _, none := err.(*build.NoGoError); none {
					continue
				}
				t.Fatal(err)
			}
			tests := slices.Concat(p.TestImports, p.XTestImports)
			if i := slices.IndexFunc(tests, isSystem); i >= 0 && !strings.HasPrefix(dir, "sysv") {
				t.Errorf("tests of %s import %s", pkg, tests[i])
			}
			for path, places := range p.ImportPos {
				for _, place := range places {
					file, _ := filepath.Rel(".", place.Filename)
					if allowed, ok := only[path]; ok && !allowed(filepath.ToSlash(file)) {
						t.Errorf("%s imports %s", file, path)
					}
				}
				if strings.Contains(strings.SplitN(path, "/", 2)[0], ".") || strings.HasPrefix(path, "ipclua") {
					if !slices.Contains(law[pkg], path) {
						t.Errorf("%s imports %s", pkg, path)
					}
				}
			}
		}
	}
}

// isSystem tells of the packages of system calls, which tests, too, leave to sysv.
func isSystem(path string) bool { return strings.HasPrefix(path, "golang.org/x/sys/") }

func TestOnlyMainExits(t *testing.T) {
	for dir := range packages(t) {
		files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || filepath.ToSlash(file) == "cmd/ipclua/main.go" || strings.HasPrefix(file, "bench") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "os.Exit(") {
				t.Errorf("%s calls os.Exit", file)
			}
		}
	}
}

func packages(t *testing.T) map[string]bool {
	t.Helper()
	dirs := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") {
			dirs[filepath.Dir(path)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}
