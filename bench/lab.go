package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// lab has what the programs are run with.
type lab struct {
	c       string // the C program
	ipclua  string
	source  string
	peers   map[string][]string // how to run each language's program
	pinning bool                // taskset is there
}

// peerNames are the other languages, in the table's order.
func peerNames() []string { return []string{"lua5.1", "LuaJIT", "Perl", "Python", "PHP"} }

// newLab builds the C program and the command, and looks for the others.
func newLab(dir string) (*lab, error) {
	src, err := source()
	if err != nil {
		return nil, err
	}
	l := &lab{c: filepath.Join(dir, "work"), ipclua: filepath.Join(dir, "ipclua"), source: src, peers: map[string][]string{}}
	if out, err := exec.Command("gcc", "-O2", "-o", l.c, filepath.Join(src, "work.c")).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("gcc: %v\n%s", err, out)
	}
	if err := install("ipclua/cmd/ipclua", src, l.ipclua); err != nil {
		return nil, err
	}
	for name, p := range map[string]struct{ program, script, probe string }{
		"Perl":   {"perl", "work.pl", "use IPC::SysV"},
		"Python": {"/usr/bin/python3", "work.py", "import sysv_ipc"},
		"PHP":    {"php", "work.php", "sem_get(1);"},
		"LuaJIT": {"luajit", "workjit.lua", "require 'ffi'"},
	} {
		option := map[string]string{"Python": "-c", "PHP": "-r"}[name]
		if option == "" {
			option = "-e"
		}
		if p.probe == "sem_get(1);" {
			p.probe = "exit(function_exists('sem_get') && function_exists('shmop_open') ? 0 : 1);"
		}
		if exec.Command(p.program, option, p.probe).Run() == nil {
			l.peers[name] = []string{p.program, filepath.Join(src, p.script)}
		}
	}
	if _, err := exec.LookPath("lua5.1"); err == nil {
		l.peers["lua5.1"] = nil // for the start only
	}
	_, err = exec.LookPath("taskset")
	l.pinning = err == nil
	return l, nil
}

// install builds a program and copies it into place, as an installer does. What
// the linker has just written through a mapping is in the page cache page by page,
// which makes each start a sixth slower than that of a file written in long pieces,
// as those of the other languages were.
func install(pkg, dir, path string) error {
	built := path + ".built"
	build := exec.Command("go", "build", "-o", built, pkg)
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %v\n%s", err, out)
	}
	defer os.Remove(built)
	program, err := os.ReadFile(built)
	if err != nil {
		return err
	}
	return os.WriteFile(path, program, 0o755)
}

// measure runs all programs of a row in turn and gives each one's median.
func (l *lab) measure(r row, rounds int) map[string]float64 {
	commands := map[string][]string{"C": {l.c}, "ipclua": {l.ipclua, filepath.Join(l.source, "work.lua")}}
	for name, command := range l.peers {
		if command != nil {
			commands[name] = command
		}
	}
	names := append([]string{"C", "ipclua"}, peerNames()...)
	all := map[string][]float64{}
	for range rounds {
		for _, name := range names {
			var t float64
			var err error
			switch command, ok := commands[name]; {
			case r.alone && name != "C" && name != "ipclua":
				continue
			case r.work == "start":
				t, err = l.start(name)
			case !ok:
				continue
			case r.talk:
				t, err = l.talk(r, name, command)
			default:
				t, err = l.run(r, command)
			}
			if err == nil && t > 0 {
				all[name] = append(all[name], t)
			}
		}
	}
	result := map[string]float64{}
	for name, list := range all {
		result[name] = median(list)
	}
	return result
}

// start times an empty program, launched by the C program.
func (l *lab) start(name string) (float64, error) {
	command, ok := map[string][]string{
		"C":      {l.c, "empty"},
		"ipclua": {l.ipclua, "-e", ""},
		"lua5.1": {"lua5.1", "-e", ""},
		"LuaJIT": {"luajit", "-e", ""},
		"Perl":   {"perl", "-e", "1"},
		"Python": {"/usr/bin/python3", "-c", ""},
		"PHP":    {"php", "-r", ""},
	}[name]
	if _, there := l.peers[name]; !ok || !there && name != "C" && name != "ipclua" {
		return 0, nil
	}
	return number(exec.Command(l.c, append([]string{"launch", "40"}, command...)...))
}

// run times a program on its own.
func (l *lab) run(r row, command []string) (float64, error) {
	args := append([]string(nil), command...)
	work := r.work
	if command[0] != l.ipclua && (work == "index" || work == "getset") {
		work = "access"
	}
	args = append(append(args, work), r.args...)
	if r.cpus != nil {
		args = l.pinned(r.cpus[0], args)
	}
	return number(exec.Command(args[0], args[1:]...))
}

// talk times two processes; role 0 keeps the time.
func (l *lab) talk(r row, name string, command []string) (float64, error) {
	id, err := number(exec.Command(l.c, "mkset"))
	if err != nil {
		return 0, err
	}
	set := strconv.Itoa(int(id))
	defer exec.Command(l.c, "rmset", set).Run()
	role := func(n int) *exec.Cmd {
		args := append(append([]string(nil), command...), r.work, strconv.Itoa(n), set, r.args[0])
		if r.last != "" && command[0] == l.ipclua {
			args = append(args, r.last)
		}
		args = l.pinned(r.cpus[n], args)
		return exec.Command(args[0], args[1:]...)
	}
	other := role(1)
	if err := other.Start(); err != nil {
		return 0, err
	}
	t, err := number(role(0))
	if err != nil {
		other.Process.Kill()
	}
	if e := other.Wait(); err == nil {
		err = e
	}
	return t, err
}

func (l *lab) pinned(cpu int, args []string) []string {
	if !l.pinning {
		return args
	}
	return append([]string{"taskset", "-c", strconv.Itoa(cpu)}, args...)
}

// number runs a program and reads the number it prints.
func number(cmd *exec.Cmd) (float64, error) {
	out, err := cmd.Output()
	if err != nil {
		return 0, fmt.Errorf("%v: %w", cmd.Args, err)
	}
	return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
}
