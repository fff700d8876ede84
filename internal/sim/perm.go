package sim

import (
	"math"

	"ipclua/sysv"
)

// perm is struct kern_ipc_perm: what the three kinds of object have in common.
type perm struct {
	id, seq    int
	birth      int
	key        sysv.Key
	uid, gid   uint32 // owner
	cuid, cgid uint32 // creator
	mode       uint32 // nine bits, and SHM_DEST and SHM_LOCKED
}

// Permissions to ask for, of owner, group and others alike.
const (
	mayRead    = 0o444
	mayWrite   = 0o222
	mayExecute = 0o111
)

// newPerm is that of an object that c makes now.
func (k *IPC) newPerm(c *Caller, key sysv.Key, flags int) perm {
	k.births++
	uid, gid := uint32(c.UID), uint32(c.GID)
	return perm{birth: k.births, key: key, uid: uid, gid: gid, cuid: uid, cgid: gid, mode: uint32(flags) & 0o777}
}

// allows tells whether c may do what wanted asks for, in any of its three
// classes, as ipcperms() does.
func (p *perm) allows(c *Caller, wanted int) bool {
	if c.UID == 0 {
		return true
	}
	granted := p.mode
	switch {
	case p.isOwnedBy(c):
		granted >>= 6
	case uint32(c.GID) == p.gid || uint32(c.GID) == p.cgid:
		granted >>= 3
	}
	wanted |= wanted>>6 | wanted>>3
	return uint32(wanted)&^granted&0o007 == 0
}

func (p *perm) isOwnedBy(c *Caller) bool {
	return uint32(c.UID) == p.uid || uint32(c.UID) == p.cuid
}

// mayControl tells whether c may set and remove.
func (p *perm) mayControl(c *Caller) bool { return c.UID == 0 || p.isOwnedBy(c) }

// update is IPC_SET. No user and no group is called 2^32-1.
func (p *perm) update(to sysv.Perm) sysv.Errno {
	if to.UID == math.MaxUint32 || to.GID == math.MaxUint32 {
		return sysv.EINVAL
	}
	p.uid, p.gid = to.UID, to.GID
	p.mode = p.mode&^0o777 | to.Mode&0o777
	return 0
}

// stat is what IPC_STAT gives.
func (p *perm) statPerm() sysv.Perm {
	return sysv.Perm{Key: p.key, UID: p.uid, GID: p.gid, CUID: p.cuid, CGID: p.cgid, Mode: p.mode, Seq: uint32(p.seq)}
}
