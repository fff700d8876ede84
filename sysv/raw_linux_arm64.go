package sysv

// rawSemid is struct semid64_ds.
type rawSemid struct {
	perm         rawPerm
	otime, ctime int64
	nsems        uint64
	_, _         uint64
}
