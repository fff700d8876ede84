package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// runRm is ipclua rm.
func runRm(args []string, io stdio) int {
	o, err := parseRmOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, rmUsage)
		return exitDone
	}
	if err != nil {
		io.complain("rm: %v", err)
		fmt.Fprint(io.err, rmUsage)
		return exitUsage
	}
	r := removal{stdio: io, options: o, kernel: sysv.NewHost()}
	return r.run()
}

// removal is one run of ipclua rm.
type removal struct {
	stdio
	options rmOptions
	kernel  sysv.Kernel
	failed  bool
}

func (r *removal) run() int {
	objects, err := r.choose()
	if err != nil {
		r.complain("rm: %v", err)
		return exitFailed
	}
	if list := r.ambiguous(objects); len(list) > 0 {
		for _, text := range list {
			r.complain("rm: %s", text)
		}
		return exitUsage
	}
	for _, t := range r.options.targets {
		if !slices.ContainsFunc(objects, func(o inventory.Object) bool { return t.is(o.Object) }) {
			r.fail("%s", t.missing(r.options.kinds()))
		}
	}
	if len(objects) > 1 && !r.options.yes && !r.options.dryRun && isTerminal(r.in) {
		if !r.ask(objects) {
			r.complain("rm: nothing was removed")
			return exitFailed
		}
		// Somebody may have come back meanwhile.
		if r.options.orphans {
			if objects, err = r.again(objects); err != nil {
				r.complain("rm: %v", err)
				return exitFailed
			}
		}
	}
	for i := range objects {
		r.remove(&objects[i])
	}
	if len(objects) == 0 && r.options.targets == nil {
		r.complain("there is nothing to remove")
	}
	if r.failed {
		return exitFailed
	}
	return exitDone
}

// choose finds the objects that are meant. --mine and --orphans do not mean
// segments that are removed already.
func (r *removal) choose() ([]inventory.Object, error) {
	o, uid := r.options, os.Geteuid()
	i, err := inventory.Take(r.kernel, inventory.Options{
		Kinds: o.kinds(),
		Wanted: func(object sysv.Object) bool {
			if o.targets != nil {
				return slices.ContainsFunc(o.targets, func(t target) bool { return t.is(object) })
			}
			return o.allUsers || inventory.Belongs(object, uid)
		},
	})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(i.Objects, func(object inventory.Object) bool {
		return o.targets == nil && object.Removed() || o.orphans && !object.Orphan()
	}), nil
}

// again keeps of the objects those that would be chosen once more.
func (r *removal) again(objects []inventory.Object) ([]inventory.Object, error) {
	now, err := r.choose()
	return slices.DeleteFunc(objects, func(o inventory.Object) bool {
		return !slices.ContainsFunc(now, func(n inventory.Object) bool { return n.Kind == o.Kind && n.ID == o.ID })
	}), err
}

// ambiguous says of each id or key that stands for objects of several kinds
// which these are, unless kinds were chosen.
func (r *removal) ambiguous(objects []inventory.Object) []string {
	if r.options.kinds() != nil {
		return nil
	}
	var list []string
	for _, t := range r.options.targets {
		var names, letters []string
		for i := range objects {
			if o := &objects[i]; t.is(o.Object) {
				names, letters = append(names, o.Name()), append(letters, letter(o.Kind))
			}
		}
		if len(names) > 1 {
			list = append(list, fmt.Sprintf("'%s' is %s: say which with %s", t.text, joined(names, "and"), joined(letters, "or")))
		}
	}
	return list
}

// joined is "a", "a and b" or "a, b and c".
func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// ask shows what would be removed and waits for a yes.
func (r *removal) ask(objects []inventory.Object) bool {
	if err := writeTables(r.err, &inventory.Inventory{Objects: objects}, lineWidth(r.err)); err != nil {
		return false
	}
	fmt.Fprintf(r.err, "remove these %d objects? [y/N] ", len(objects))
	answer, err := bufio.NewReader(r.in).ReadString('\n')
	if err != nil {
		fmt.Fprintln(r.err)
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes"
}

// remove removes one object and says so.
func (r *removal) remove(o *inventory.Object) {
	name := fmt.Sprintf("%s, key %v", o.Name(), o.Key())
	if o.Removed() {
		fmt.Fprintf(r.out, "%s is removed already, and goes when the last process detaches it: %s\n", o.Name(), strings.Join(o.AttachedTexts(), ", "))
		return
	}
	if r.options.dryRun {
		fmt.Fprintf(r.out, "would remove %s%s\n", name, left(o))
		return
	}
	var err error
	switch o.Kind {
	case sysv.Segment:
		_, err = r.kernel.Shmctl(o.ID, sysv.IPC_RMID, nil)
	case sysv.Semaphore:
		_, err = r.kernel.Semctl(o.ID, 0, sysv.IPC_RMID, nil)
	case sysv.Queue:
		_, err = r.kernel.Msgctl(o.ID, sysv.IPC_RMID, nil)
	}
	switch {
	case err == nil:
		fmt.Fprintf(r.out, "removed %s%s\n", name, left(o))
	case errors.Is(err, sysv.EINVAL), errors.Is(err, sysv.EIDRM):
		r.complain("rm: %s has gone meanwhile", o.Name())
	case errors.Is(err, sysv.EPERM):
		r.fail("%s: %v: it belongs to %s", o.Name(), err, o.Owner)
	default:
		r.fail("%s: %v", o.Name(), err)
	}
}

// left says who still has to do with an object that is removed.
func left(o *inventory.Object) string {
	switch {
	case o.Kind == sysv.Segment && o.Shm.Nattch > 0:
		return "; it goes when the last process detaches it: " + strings.Join(o.AttachedTexts(), ", ")
	case o.Kind != sysv.Segment && len(o.WaitingTexts()) > 0:
		return "; who waited gets EIDRM: " + strings.Join(o.WaitingTexts(), ", ")
	}
	return ""
}

// fail complains, and makes the exit code 1.
func (r *removal) fail(format string, v ...any) {
	r.failed = true
	r.complain("rm: "+format, v...)
}
