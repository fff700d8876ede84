package inventory

import (
	"cmp"
	"slices"

	"ipclua/sysv"
)

// Inventory is what existed at one moment, as far as one can look at many
// objects in a moment.
type Inventory struct {
	Objects []Object // segments, sets, queues; each kind in the order of ids
}

// Options say what to take into an inventory. The zero value is everything.
type Options struct {
	Kinds    []sysv.Kind              // nil: all
	Wanted   func(o sysv.Object) bool // of what is left out nothing more is asked; nil: all
	Accounts *Accounts                // names found earlier; nil: none
}

// Take looks at the objects that exist now. One that goes meanwhile is left
// out. The error is the kernel's, where it cannot list.
func Take(k sysv.Kernel, o Options) (*Inventory, error) {
	kinds := o.Kinds
	if kinds == nil {
		kinds = sysv.Kinds()
	}
	t := taking{kernel: k, accounts: o.Accounts, lives: map[int]sysv.Life{}, booted: sysv.Booted()}
	if t.accounts == nil {
		t.accounts = new(Accounts)
	}
	var found []sysv.Object
	for _, kind := range sysv.Kinds() {
		if !slices.Contains(kinds, kind) {
			continue
		}
		list, err := sysv.List(k, kind)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(list, func(a, b sysv.Object) int { return cmp.Compare(a.ID, b.ID) })
		for _, object := range list {
			if o.Wanted == nil || o.Wanted(object) {
				found = append(found, object)
			}
		}
	}
	t.lookForAttached(found)
	inventory := new(Inventory)
	for _, object := range found {
		if described, ok := t.describe(object); ok {
			inventory.Objects = append(inventory.Objects, described)
		}
	}
	lookForWaiting(inventory.Objects)
	return inventory, nil
}

// Find gives the object of that kind and id.
func (i *Inventory) Find(kind sysv.Kind, id int) (*Object, bool) {
	for n := range i.Objects {
		if o := &i.Objects[n]; o.Kind == kind && o.ID == id {
			return o, true
		}
	}
	return nil, false
}
