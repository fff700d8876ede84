package check

import "ipclua/sysv"

// view puts what the real kernel tells of an object in the terms of the
// simulation: its pids, its time, where everybody is root.
type view struct {
	pids        map[int]int
	time        int64 // now
	user, group uint32
}

// disguise changes what a control call gave. A time is that of now, or never.
func (v view) disguise(buf any) {
	switch ds := buf.(type) {
	case *sysv.ShmidDS:
		v.perm(&ds.Perm)
		v.times(&ds.Atime, &ds.Dtime, &ds.Ctime)
		ds.Cpid, ds.Lpid = v.pid(ds.Cpid), v.pid(ds.Lpid)
	case *sysv.SemidDS:
		v.perm(&ds.Perm)
		v.times(&ds.Otime, &ds.Ctime)
	case *sysv.MsqidDS:
		v.perm(&ds.Perm)
		v.times(&ds.Stime, &ds.Rtime, &ds.Ctime)
		ds.Lspid, ds.Lrpid = v.pid(ds.Lspid), v.pid(ds.Lrpid)
	}
}

// reveal changes what IPC_SET is to set.
func (v view) reveal(buf any) {
	var p *sysv.Perm
	switch ds := buf.(type) {
	case *sysv.ShmidDS:
		p = &ds.Perm
	case *sysv.SemidDS:
		p = &ds.Perm
	case *sysv.MsqidDS:
		p = &ds.Perm
	default:
		return
	}
	exchange(&p.UID, 0, v.user)
	exchange(&p.GID, 0, v.group)
}

func (v view) perm(p *sysv.Perm) {
	exchange(&p.UID, v.user, 0)
	exchange(&p.CUID, v.user, 0)
	exchange(&p.GID, v.group, 0)
	exchange(&p.CGID, v.group, 0)
}

func (v view) times(times ...*int64) {
	for _, t := range times {
		if *t != 0 {
			*t = v.time
		}
	}
}

func (v view) pid(real int) int {
	if pid, ok := v.pids[real]; ok {
		return pid
	}
	return real
}

func exchange(n *uint32, from, to uint32) {
	if *n == from {
		*n = to
	}
}

// survey is what a control call does that takes an index instead of an id, or
// nothing.
type survey uint8

const (
	noSurvey survey = iota
	finds           // gives the id at an index
	counts          // gives the highest index
)

func surveyOf(call string, cmd int) survey {
	var stat, any, info int
	switch call {
	case "shmctl":
		stat, any, info = sysv.SHM_STAT, sysv.SHM_STAT_ANY, sysv.SHM_INFO
	case "semctl":
		stat, any, info = sysv.SEM_STAT, sysv.SEM_STAT_ANY, sysv.SEM_INFO
	case "msgctl":
		stat, any, info = sysv.MSG_STAT, sysv.MSG_STAT_ANY, sysv.MSG_INFO
	default:
		return noSurvey
	}
	switch cmd {
	case stat, any:
		return finds
	case info, sysv.IPC_INFO:
		return counts
	}
	return noSurvey
}
