package luamod

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/internal/lua51"
)

const spawnC = `
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
extern char **environ;
int main(int argc, char **argv) {
	if (argc < 2) return 0;
	for (int n = atoi(argv[1]); n > 0; n--) {
		pid_t pid;
		int status;
		char *args[] = {argv[0], 0};
		if (posix_spawn(&pid, argv[0], 0, 0, args, environ) || waitpid(pid, &status, 0) != pid || status) return 1;
	}
	return 0;
}`

// BenchmarkSpawn is to be compared with its parts and with C's posix_spawn of
// an empty program.
func BenchmarkSpawn(b *testing.B) {
	script := func(text string) func(*testing.B) {
		return func(b *testing.B) {
			s := newScript(b)
			if _, err := s.run("local n = 1; function body() return n end"); err != nil {
				b.Fatal(err)
			}
			fn, err := lua51.Load(s.L, strings.NewReader(text), "bench")
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				s.L.Push(fn)
				if err := s.L.PCall(0, 0, nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("wait", script(`ipc.spawn(body):wait()`))
	b.Run("join", script(`ipc.spawn(body):join()`))
	b.Run("start", func(b *testing.B) { // the executable up to main
		for b.Loop() {
			cmd := exec.Command("/proc/self/exe")
			cmd.Env = append(os.Environ(), nothingVariable+"=1")
			if err := cmd.Run(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("state", func(b *testing.B) {
		for b.Loop() {
			L, _ := openTest()
			L.Close()
		}
	})
	b.Run("C", func(b *testing.B) {
		program := filepath.Join(b.TempDir(), "spawn")
		os.WriteFile(program+".c", []byte(spawnC), 0o600)
		if out, err := exec.Command("gcc", "-O2", "-o", program, program+".c").CombinedOutput(); err != nil {
			b.Skipf("no gcc: %v %s", err, out)
		}
		for b.Loop() {
			if err := exec.Command(program, "100").Run(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100, "ns/spawn")
	})
}
