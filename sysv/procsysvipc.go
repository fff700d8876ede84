package sysv

import (
	"fmt"
	"strconv"
	"strings"
)

// parseProc reads the text of /proc/sysvipc/shm, sem or msg: a line of column
// names, then a line per object. Columns are found by name; kernels have added
// some at the end. There is no sequence number in these files.
func parseProc(kind Kind, text string) ([]Object, error) {
	idColumn := map[Kind]string{Segment: "shmid", Semaphore: "semid", Queue: "msqid"}[kind]
	head, rest, _ := strings.Cut(text, "\n")
	names := strings.Fields(head)
	var list []Object
	for line := range strings.Lines(rest) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		r := procRow{cells: make(map[string]string, len(names))}
		if len(fields) != len(names) {
			return nil, fmt.Errorf("a line of %d columns under %d names: %q", len(fields), len(names), line)
		}
		for i, name := range names {
			r.cells[name] = fields[i]
		}
		o := Object{Kind: kind, ID: int(r.number(idColumn, 10, 32))}
		perm := Perm{
			Key: Key(r.number("key", 10, 32)), Mode: r.unsigned32("perms", 8),
			UID: r.unsigned32("uid", 10), GID: r.unsigned32("gid", 10),
			CUID: r.unsigned32("cuid", 10), CGID: r.unsigned32("cgid", 10),
		}
		ctime := r.number("ctime", 10, 64)
		switch kind {
		case Segment:
			o.Shm = &ShmidDS{
				Perm: perm, Segsz: r.unsigned("size"), Atime: r.number("atime", 10, 64), Dtime: r.number("dtime", 10, 64), Ctime: ctime,
				Cpid: int(r.number("cpid", 10, 32)), Lpid: int(r.number("lpid", 10, 32)), Nattch: r.unsigned("nattch"),
			}
		case Semaphore:
			o.Sem = &SemidDS{Perm: perm, Otime: r.number("otime", 10, 64), Ctime: ctime, Nsems: r.unsigned("nsems")}
		case Queue:
			// The file has no msg_qbytes.
			o.Msg = &MsqidDS{
				Perm: perm, Stime: r.number("stime", 10, 64), Rtime: r.number("rtime", 10, 64), Ctime: ctime,
				Cbytes: r.unsigned("cbytes"), Qnum: r.unsigned("qnum"),
				Lspid: int(r.number("lspid", 10, 32)), Lrpid: int(r.number("lrpid", 10, 32)),
			}
		}
		if r.err != nil {
			return nil, r.err
		}
		list = append(list, o)
	}
	return list, nil
}

// procRow is one line; err is the first thing wrong with it.
type procRow struct {
	cells map[string]string
	err   error
}

func (r *procRow) number(column string, base, bits int) int64 {
	n, err := strconv.ParseInt(r.cells[column], base, bits)
	r.note(column, err)
	return n
}

func (r *procRow) unsigned(column string) uint64 {
	n, err := strconv.ParseUint(r.cells[column], 10, 64)
	r.note(column, err)
	return n
}

func (r *procRow) unsigned32(column string, base int) uint32 {
	n, err := strconv.ParseUint(r.cells[column], base, 32)
	r.note(column, err)
	return uint32(n)
}

func (r *procRow) note(column string, err error) {
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("column %q: %w", column, err)
	}
}
