//go:build amd64 || arm64

package sysv

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

func addressOf(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }

func addressOfCode() uintptr { return reflect.ValueOf(addressOf).Pointer() }

// compileC builds and runs a C program and gives what it prints.
func compileC(t *testing.T, source string, args ...string) string {
	t.Helper()
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("no gcc")
	}
	dir := t.TempDir()
	file, program := filepath.Join(dir, "main.c"), filepath.Join(dir, "main")
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(gcc, "-o", program, file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// The layouts are those of the C library, which passes its structures to the
// kernel as they are on these machines.
func TestLayouts(t *testing.T) {
	perm := []string{"__key", "uid", "gid", "cuid", "cgid", "mode", "__seq"}
	structs := []struct {
		c      string
		layout reflect.Type
		fields []string
	}{
		{"struct ipc_perm", reflect.TypeFor[rawPerm](), perm},
		{"struct shmid_ds", reflect.TypeFor[rawShmid](), []string{"shm_perm", "shm_segsz", "shm_atime", "shm_dtime", "shm_ctime", "shm_cpid", "shm_lpid", "shm_nattch"}},
		{"struct shminfo", reflect.TypeFor[rawShmLimits](), []string{"shmmax", "shmmin", "shmmni", "shmseg", "shmall"}},
		{"struct shm_info", reflect.TypeFor[rawShmUsage](), []string{"used_ids", "shm_tot", "shm_rss", "shm_swp", "swap_attempts", "swap_successes"}},
		{"struct semid_ds", reflect.TypeFor[rawSemid](), []string{"sem_perm", "sem_otime", "sem_ctime", "sem_nsems"}},
		{"struct seminfo", reflect.TypeFor[rawSemLimits](), []string{"semmap", "semmni", "semmns", "semmnu", "semmsl", "semopm", "semume", "semusz", "semvmx", "semaem"}},
		{"struct sembuf", reflect.TypeFor[SemOp](), []string{"sem_num", "sem_op", "sem_flg"}},
		{"struct msqid_ds", reflect.TypeFor[rawMsqid](), []string{"msg_perm", "msg_stime", "msg_rtime", "msg_ctime", "__msg_cbytes", "msg_qnum", "msg_qbytes", "msg_lspid", "msg_lrpid"}},
		{"struct msginfo", reflect.TypeFor[rawMsgLimits](), []string{"msgpool", "msgmap", "msgmax", "msgmnb", "msgmni", "msgssz", "msgtql", "msgseg"}},
	}
	var source, want strings.Builder
	source.WriteString("#define _GNU_SOURCE\n#include <stdio.h>\n#include <stddef.h>\n#include <sys/shm.h>\n#include <sys/sem.h>\n#include <sys/msg.h>\n" +
		"struct msgbuf1 { long mtype; char mtext[1]; };\nint main(void) {\n")
	line := func(label, expr string, n uintptr) {
		fmt.Fprintf(&source, "printf(\"%s %%zu\\n\", (size_t)%s);\n", label, expr)
		fmt.Fprintf(&want, "%s %d\n", label, n)
	}
	for _, s := range structs {
		line("size of "+s.c, "sizeof("+s.c+")", s.layout.Size())
		named := 0
		for i := range s.layout.NumField() {
			f := s.layout.Field(i)
			if f.Name == "_" {
				continue
			}
			if named == len(s.fields) {
				t.Fatalf("%s: field %s has no C name", s.c, f.Name)
			}
			c := s.fields[named]
			named++
			line("offset of "+s.c+"."+c, "offsetof("+s.c+", "+c+")", f.Offset)
			if c != "__seq" { // a short to the kernel, in an int of glibc's
				line("size of "+s.c+"."+c, "sizeof((("+s.c+" *)0)->"+c+")", f.Type.Size())
			}
		}
		if named != len(s.fields) {
			t.Fatalf("%s: %d of %d fields", s.c, named, len(s.fields))
		}
	}
	line("offset of mtext", "offsetof(struct msgbuf1, mtext)", msgHeader)
	source.WriteString("return 0; }\n")
	if got := compileC(t, source.String()); got != want.String() {
		for i, w := range strings.Split(want.String(), "\n") {
			if g := strings.Split(got, "\n"); i < len(g) && g[i] != w {
				t.Errorf("C: %s; here: %s", g[i], w)
			}
		}
	}
}

func TestConstantsAreC(t *testing.T) {
	var source, want strings.Builder
	source.WriteString("#define _GNU_SOURCE\n#include <stdio.h>\n#include <sys/shm.h>\n#include <sys/sem.h>\n#include <sys/msg.h>\n#include <linux/mman.h>\nint main(void) {\n")
	for _, c := range Constants() {
		fmt.Fprintf(&source, "#ifdef %[1]s\nprintf(\"%[1]s %%d\\n\", (int)%[1]s);\n#else\nprintf(\"%[1]s %[2]d\\n\");\n#endif\n", c.Name, c.Value)
		fmt.Fprintf(&want, "%s %d\n", c.Name, c.Value)
	}
	source.WriteString("return 0; }\n")
	got := compileC(t, source.String())
	for i, w := range strings.Split(want.String(), "\n") {
		if g := strings.Split(got, "\n"); i >= len(g) || g[i] != w {
			t.Errorf("here %q", w)
		}
	}
}

func TestFtokIsC(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const source = `#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
int main(int n, char **v) {
	for (int i = 1; i + 1 < n; i += 2)
		printf("0x%08x\n", (unsigned)ftok(v[i], atoi(v[i + 1])));
	return 0;
}`
	var args []string
	var want strings.Builder
	for _, path := range []string{"/", "/proc", "/proc/self/status", "/dev/null", "/usr/bin", dir, file, "."} {
		for _, proj := range []int{1, 65, 255, 256, 0x1234, -1, 0} {
			key, err := Ftok(path, proj)
			if err != nil {
				t.Fatal(err)
			}
			if path == "/proc/self/status" || path == "." { // another process has another
				continue
			}
			args = append(args, path, fmt.Sprint(proj))
			fmt.Fprintln(&want, key)
		}
	}
	if got := compileC(t, source, args...); got != want.String() {
		t.Errorf("C:\n%s\nhere:\n%s\n%v", got, want.String(), args)
	}
}
