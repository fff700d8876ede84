package sysvtest

import "ipclua/sysv"

// Users that own nothing yet: one of a group of its own, one of the group that
// a case gives an object to.
var (
	stranger = User{UID: 65531, GID: 65531}
	owner    = User{UID: 65532, GID: 65533}
	member   = User{UID: 65534, GID: 65533}
)

func permissionCases() []Case {
	var all []Case
	for _, k := range kinds() {
		all = append(all, ownerCases(k)...)
	}
	return append(all, accessCases()...)
}

// ownerCases are what the three kinds have in common.
func ownerCases(k kind) []Case {
	get, ctl := k.name+"get: ", k.name+"ctl: "
	const makeNew = sysv.IPC_CREAT | sysv.IPC_EXCL
	return []Case{
		{get + "owner and creator are the caller and its group", func(c *C) {
			p := c.processOf(owner)
			perm := k.perm(p, k.object(p, key, create))
			equal(c, "uid, gid, cuid, cgid", [4]uint32{perm.UID, perm.GID, perm.CUID, perm.CGID},
				[4]uint32{uint32(owner.UID), uint32(owner.GID), uint32(owner.UID), uint32(owner.GID)})
		}},
		{get + "asking for what the mode does not grant (EACCES), for nothing succeeds", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := k.object(p, key, makeNew|0o640)
			for _, each := range []struct {
				who     *P
				flags   int
				refused bool
			}{
				{p, 0o600, false}, {p, 0o666, false}, {p, 0o100, true},
				{q, 0, false}, {q, 0o400, false}, {q, 0o040, false}, {q, 0o004, false}, {q, 0o200, true}, {q, 0o020, true}, {q, 0o006, true},
				{r, 0, false}, {r, sysv.IPC_CREAT, false}, {r, 0o400, true}, {r, 0o004, true}, {r, sysv.IPC_CREAT | 0o600, true},
			} {
				if each.refused {
					each.who.refuse(sysv.EACCES, k.get(key, each.flags))
				} else {
					equal(c, "id", each.who.must(k.get(key, each.flags)).N, id)
				}
			}
			r.refuse(sysv.EEXIST, k.get(key, create)) // before permissions
		}},
		{ctl + "IPC_STAT needs read permission (EACCES), by the first class that fits", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			for _, each := range []struct {
				mode int
				may  [3]bool
			}{
				{0o400, [3]bool{true, false, false}}, {0o040, [3]bool{false, true, false}}, {0o004, [3]bool{false, false, true}},
				{0o333, [3]bool{false, false, false}},
			} {
				id := k.object(p, sysv.IPC_PRIVATE, each.mode)
				for i, who := range []*P{p, q, r} {
					stat := k.ctl(id, sysv.IPC_STAT, k.ds())
					if each.may[i] {
						who.must(stat)
					} else {
						who.refuse(sysv.EACCES, stat)
					}
				}
			}
		}},
		{ctl + "only owner and creator set and remove (EPERM), whatever the mode", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := k.object(p, key, makeNew|0o777)
			for _, who := range []*P{q, r} {
				who.refuse(sysv.EPERM, k.remove(id))
				who.refuse(sysv.EPERM, k.set(who, id, func(perm *sysv.Perm) { perm.Mode = 0o700 }))
			}
			r.refuse(sysv.EINVAL, k.remove(id+1))
			equal(c, "mode", k.perm(p, id).Mode, 0o777)
		}},
		{ctl + "with mode 0 the owner may still set and remove", func(c *C) {
			p := c.processOf(owner)
			id := k.object(p, key, makeNew)
			p.refuse(sysv.EACCES, k.ctl(id, sysv.IPC_STAT, k.ds()))
			change := k.ctl(id, sysv.IPC_SET, k.ds())
			*change.Buf.perm() = sysv.Perm{UID: uint32(owner.UID), GID: uint32(owner.GID), Mode: 0o600}
			p.must(change)
			k.perm(p, id)
			p.must(k.set(p, id, func(perm *sysv.Perm) { perm.Mode = 0 }))
			p.must(k.remove(id))
		}},
		{ctl + "a new owner may all, and so may still the creator", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := k.object(p, key, create)
			p.must(k.set(p, id, func(perm *sysv.Perm) { perm.UID, perm.GID = uint32(stranger.UID), uint32(stranger.GID) }))
			perm := k.perm(q, id)
			equal(c, "uid, gid, cuid, cgid", [4]uint32{perm.UID, perm.GID, perm.CUID, perm.CGID},
				[4]uint32{uint32(stranger.UID), uint32(stranger.GID), uint32(owner.UID), uint32(owner.GID)})
			q.must(k.set(q, id, func(perm *sysv.Perm) { perm.Mode = 0o660 }))
			p.must(k.set(p, id, func(perm *sysv.Perm) { perm.Mode = 0o600 }))
			q.must(k.remove(id))
		}},
		{ctl + "the group of owner and of creator have the group's permission", func(c *C) {
			p, q, r := c.processOf(owner), c.processOf(member), c.processOf(stranger)
			id := k.object(p, key, makeNew|0o640)
			p.must(k.set(p, id, func(perm *sysv.Perm) { perm.GID = uint32(stranger.GID) }))
			k.perm(q, id)
			k.perm(r, id)
		}},
		{ctl + "what may not be read may be known by its index (*_STAT_ANY)", func(c *C) {
			p, q := c.processOf(owner), c.processOf(stranger)
			id := k.object(p, key, create)
			index := q.must(k.ctl(0, k.info, k.usage())).N
			q.refuse(sysv.EACCES, k.ctl(index, k.stat, k.ds()))
			found := q.must(k.ctl(index, k.statAny, k.ds()))
			equal(c, "id", found.N, id)
			equal(c, "perm", *found.Buf.perm(), k.perm(p, id))
		}},
		{ctl + "root may all", func(c *C) {
			p, root := c.processOf(owner), c.process()
			id := k.object(p, key, makeNew)
			equal(c, "id", root.must(k.get(key, 0o666)).N, id)
			root.must(k.set(root, id, func(perm *sysv.Perm) { perm.Mode = 0o600 }))
			k.perm(p, id)
			root.must(k.remove(id))
		}},
	}
}
