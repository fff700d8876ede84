package sysv

// rawSemid is struct semid64_ds: x86 keeps room for the high half of its times
// even where they have 64 bits.
type rawSemid struct {
	perm  rawPerm
	otime int64
	_     uint64
	ctime int64
	_     uint64
	nsems uint64
	_, _  uint64
}
