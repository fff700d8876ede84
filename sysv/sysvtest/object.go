package sysvtest

import "ipclua/sysv"

// objectCases are what the three kinds have in common.
func objectCases() []Case {
	var all []Case
	for _, k := range kinds() {
		all = append(all, getCases(k)...)
		all = append(all, ctlCases(k)...)
	}
	return append(all, Case{"a key names one object of each kind", func(c *C) {
		p := c.process()
		for _, k := range kinds() {
			k.object(p, key, create)
		}
		for i, k := range kinds() {
			id := p.must(k.get(key, 0)).N
			p.must(k.remove(id))
			p.refuse(sysv.ENOENT, k.get(key, 0))
			for _, other := range kinds()[i+1:] {
				p.must(other.get(key, 0))
			}
		}
	}})
}

func getCases(k kind) []Case {
	get := k.name + "get: "
	return []Case{
		{get + "no such key (ENOENT)", func(c *C) {
			p := c.process()
			p.refuse(sysv.ENOENT, k.get(key, 0o600))
			p.refuse(sysv.ENOENT, k.get(key, sysv.IPC_EXCL))
		}},
		{get + "IPC_CREAT|IPC_EXCL refuses what exists, before anything else (EEXIST)", func(c *C) {
			p := c.process()
			k.object(p, key, create)
			p.refuse(sysv.EEXIST, k.get(key, create))
			p.refuse(sysv.EEXIST, k.more(key, create))
		}},
		{get + "without both flags the existing one is found, and stays as it is", func(c *C) {
			p, q := c.process(), c.process()
			id := k.object(p, key, create)
			for _, flags := range []int{0, 0o600, sysv.IPC_EXCL, sysv.IPC_CREAT | 0o600} {
				equal(c, "id", q.must(k.get(key, flags)).N, id)
			}
			q.must(k.get(key, sysv.IPC_CREAT|0o200))
			equal(c, "mode", k.perm(p, id).Mode, 0o600)
		}},
		{get + "IPC_PRIVATE is new each time, with IPC_CREAT or without", func(c *C) {
			p := c.process()
			a, b := k.object(p, sysv.IPC_PRIVATE, 0o600), k.object(p, sysv.IPC_PRIVATE, create)
			if a == b {
				c.Errorf("both have id %d", a)
			}
			equal(c, "key", k.perm(p, a).Key, sysv.IPC_PRIVATE)
		}},
		{get + "any other key, negative ones too", func(c *C) {
			p := c.process()
			for _, any := range []sysv.Key{-1, -1 << 31, 1<<31 - 1} {
				id := k.object(p, any, create)
				equal(c, "key", k.perm(p, id).Key, any)
				equal(c, "id", p.must(k.get(any, 0)).N, id)
			}
		}},
		{get + "the mode is of the flags, owner and creator are the caller", func(c *C) {
			p := c.process()
			perm := k.perm(p, k.object(p, key, sysv.IPC_CREAT|sysv.IPC_EXCL|0o751))
			equal(c, "mode", perm.Mode, 0o751)
			equal(c, "cuid", perm.CUID, perm.UID)
			equal(c, "cgid", perm.CGID, perm.GID)
		}},
		// The id is the sequence number and the index in the kernel's table. Since
		// Linux 5.2 the index goes round too, through 64 places where there are few
		// objects; before, the lowest free one was taken.
		{get + "an id is sequence number and index, and does not come back soon", func(c *C) {
			p := c.process()
			seen := map[int]bool{}
			last := -1
			for range 130 {
				id := p.must(k.get(key, create)).N
				seq := int(k.perm(p, id).Seq)
				p.must(k.remove(id))
				if seen[id] {
					c.Fatalf("id %d again", id)
				}
				seen[id] = true
				table := 1 << 15
				if seq != id/table {
					table = 1 << 24 // boot parameter ipcmni_extend
				}
				equal(c, "sequence number", seq, id/table)
				round := last/table*table + table
				if last >= 0 && id != last+1 && id != round {
					c.Errorf("after id %d comes %d, want %d or %d", last, id, last+1, round)
				}
				last = id
			}
		}},
	}
}

func ctlCases(k kind) []Case {
	ctl := k.name + "ctl: "
	return []Case{
		{ctl + "IPC_SET changes the mode's low nine bits, and no key or creator", func(c *C) {
			p := c.process()
			id := k.object(p, key, create)
			before := k.perm(p, id)
			p.must(k.set(p, id, func(perm *sysv.Perm) {
				*perm = sysv.Perm{Key: 5, UID: perm.UID, GID: perm.GID, CUID: 77, CGID: 77, Mode: 0o7751, Seq: 9}
			}))
			before.Mode = 0o751
			equal(c, "perm", k.perm(p, id), before)
		}},
		{ctl + "IPC_SET to a user that cannot be (EINVAL)", func(c *C) {
			p := c.process()
			id := k.object(p, key, create)
			before := k.perm(p, id)
			p.refuse(sysv.EINVAL, k.set(p, id, func(perm *sysv.Perm) { perm.UID, perm.Mode = 1<<32-1, 0o644 }))
			p.refuse(sysv.EINVAL, k.set(p, id, func(perm *sysv.Perm) { perm.GID, perm.Mode = 1<<32-1, 0o644 }))
			equal(c, "perm", k.perm(p, id), before)
		}},
		{ctl + "after IPC_RMID the id is nothing (EINVAL), and the key free (ENOENT)", func(c *C) {
			p, q := c.process(), c.process()
			id := k.object(p, key, create)
			q.must(k.remove(id))
			p.refuse(sysv.EINVAL, k.remove(id))
			p.refuse(sysv.EINVAL, k.ctl(id, sysv.IPC_STAT, k.ds()))
			p.refuse(sysv.EINVAL, k.ctl(id, sysv.IPC_SET, k.ds()))
			p.refuse(sysv.ENOENT, k.get(key, 0))
			if again := k.object(p, key, create); again == id {
				c.Errorf("the next has id %d too", id)
			}
		}},
		{ctl + "no such id or command (EINVAL)", func(c *C) {
			p := c.process()
			id := k.object(p, key, create)
			for _, bad := range []int{-1, -1 << 31, id + 1, 1<<31 - 1, 1 << 40, -1 << 40} {
				p.refuse(sysv.EINVAL, k.ctl(bad, sysv.IPC_STAT, k.ds()))
				p.refuse(sysv.EINVAL, k.remove(bad))
			}
			for _, cmd := range []int{99, -1, 1 << 40} {
				p.refuse(sysv.EINVAL, k.ctl(id, cmd, nil))
			}
			p.refuse(sysv.EINVAL, k.ctl(-1, sysv.IPC_INFO, k.limits()))
		}},
		{ctl + "the wrong argument (EFAULT)", func(c *C) {
			p := c.process()
			id := k.object(p, key, create)
			for _, cmd := range []int{sysv.IPC_STAT, sysv.IPC_SET, k.stat, k.statAny} {
				p.refuse(sysv.EFAULT, k.ctl(id, cmd, nil))
				p.refuse(sysv.EFAULT, k.ctl(id, cmd, k.limits()))
			}
			for _, cmd := range []int{sysv.IPC_INFO, k.info} {
				p.refuse(sysv.EFAULT, k.ctl(id, cmd, nil))
				p.refuse(sysv.EFAULT, k.ctl(id, cmd, k.ds()))
			}
			p.refuse(sysv.EFAULT, k.ctl(id, sysv.IPC_RMID, k.ds()))
			k.perm(p, id)
		}},
		{ctl + "by its index the object is found with its id", func(c *C) {
			p := c.process()
			id := k.object(p, key, create)
			highest := p.must(k.ctl(0, k.info, k.usage())).N
			equal(c, "the highest index, of IPC_INFO", p.must(k.ctl(0, sysv.IPC_INFO, k.limits())).N, highest)
			for _, cmd := range []int{k.stat, k.statAny} {
				found := p.must(k.ctl(highest, cmd, k.ds()))
				equal(c, "id", found.N, id)
				equal(c, "perm", *found.Buf.perm(), k.perm(p, id))
				equal(c, "id, by the id", p.must(k.ctl(id, cmd, k.ds())).N, id)
				p.refuse(sysv.EINVAL, k.ctl(highest+1, cmd, k.ds()))
				p.refuse(sysv.EINVAL, k.ctl(-1, cmd, k.ds()))
			}
			p.must(k.remove(id))
			equal(c, "the highest index of none", p.must(k.ctl(0, k.info, k.usage())).N, 0)
			p.refuse(sysv.EINVAL, k.ctl(highest, k.stat, k.ds()))
		}},
		{ctl + "an object outlives its creator", func(c *C) {
			p, q := c.process(), c.process()
			id := k.object(p, key, create)
			before := k.perm(p, id)
			p.Exit()
			equal(c, "id", q.must(k.get(key, 0)).N, id)
			equal(c, "perm", k.perm(q, id), before)
		}},
	}
}
