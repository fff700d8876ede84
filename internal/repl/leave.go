package repl

import (
	"fmt"
	"strings"
	"sync"

	"ipclua/sysv"
)

// objects are those that the session may have created.
type objects struct {
	mu     sync.Mutex
	list   []object
	before map[object]bool // were there before the session
}

type object struct {
	kind sysv.Kind
	id   int
}

func (o *objects) add(kind sysv.Kind, id int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if made := (object{kind, id}); !o.before[made] {
		o.before[made] = true
		o.list = append(o.list, made)
	}
}

// existing are the objects that there are. What cannot be listed is left out.
func existing(k sysv.Kernel) map[object]bool {
	all := map[object]bool{}
	for _, kind := range sysv.Kinds() {
		list, _ := sysv.List(k, kind)
		for _, o := range list {
			if o.Kind != sysv.Segment || o.Shm.Perm.Mode&sysv.SHM_DEST == 0 { // not removed already
				all[object{kind, o.ID}] = true
			}
		}
	}
	return all
}

// Leave says which objects of the session still exist, and how to remove them.
func (r *REPL) Leave() {
	exist := existing(r.world.Kernel)
	var names, commands []string
	for _, kind := range sysv.Kinds() {
		var ids string
		for _, o := range r.made.list {
			if o.kind == kind && exist[o] {
				names = append(names, fmt.Sprintf("%s %d", o.kind, o.id))
				ids += fmt.Sprintf(" %d", o.id)
			}
		}
		if ids != "" {
			commands = append(commands, fmt.Sprintf("ipclua rm -%c%s", rmLetter(kind), ids))
		}
	}
	if len(names) > 0 {
		r.warn("made here and still there: %s; to remove: %s", strings.Join(names, ", "), strings.Join(commands, "; "))
	}
}

// rmLetter is the option of ipclua rm that an id of a kind needs: ids of several
// kinds can be the same.
func rmLetter(kind sysv.Kind) rune {
	switch kind {
	case sysv.Segment:
		return 'm'
	case sysv.Semaphore:
		return 's'
	}
	return 'q'
}
