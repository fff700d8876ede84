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
	var names, options []string
	for _, o := range r.made.list {
		if exist[o] {
			names = append(names, fmt.Sprintf("%s %d", o.kind, o.id))
			options = append(options, fmt.Sprintf("-%c %d", map[sysv.Kind]rune{sysv.Segment: 'm', sysv.Semaphore: 's', sysv.Queue: 'q'}[o.kind], o.id))
		}
	}
	if len(names) > 0 {
		r.warn("of this session there still are %s; to remove: ipclua rm %s", strings.Join(names, ", "), strings.Join(options, " "))
	}
}
