package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// writeDetails writes all that is known of each object; most cuts lines, 0
// cuts none.
func writeDetails(out io.Writer, i *inventory.Inventory, most int) error {
	for n := range i.Objects {
		d := detail{o: &i.Objects[n]}
		if n > 0 {
			d.text.WriteByte('\n')
		}
		d.write()
		for line := range strings.Lines(d.text.String()) {
			if _, err := fmt.Fprintln(out, fit(strings.TrimSuffix(line, "\n"), most)); err != nil {
				return err
			}
		}
	}
	return nil
}

// detail is the page of one object.
type detail struct {
	o    *inventory.Object
	text strings.Builder
}

func (d *detail) write() {
	o := d.o
	fmt.Fprintf(&d.text, "%s, key %v\n", o.Name(), o.Key())
	d.line("owner", "%s (%d), group %s (%d)", o.Owner, o.Perm.UID, o.Group, o.Perm.GID)
	d.line("creator", "%s (%d), group %s (%d)", o.Creator, o.Perm.CUID, o.CreatorGroup, o.Perm.CGID)
	d.line("mode", "%s %s", o.Octal(), o.Mode())
	switch o.Kind {
	case sysv.Segment:
		d.segment()
	case sysv.Semaphore:
		d.set()
	case sysv.Queue:
		d.queue()
	}
	if o.Orphan() {
		d.line("orphan", "nobody seems to need it any more")
	}
}

func (d *detail) segment() {
	o, ds := d.o, d.o.Shm
	d.line("size", "%d bytes", ds.Segsz)
	if status := strings.Join(segmentStatus(o), ", "); status != "" {
		d.line("status", "%s", status)
	}
	d.line("attached", "%d", ds.Nattch)
	if o.AttachedErr != nil {
		d.line("", "by whom cannot be seen: %v", o.AttachedErr)
	}
	for i, text := range o.AttachedTexts() {
		if i < len(o.Attached) {
			text = withCommand(text, o.Attached[i].PID)
		}
		d.line("", "%s", text)
	}
	d.user("created by", o.Cpid)
	d.user("last used by", o.Lpid)
	d.time("attached at", ds.Atime)
	d.time("detached at", ds.Dtime)
	d.time("changed at", ds.Ctime)
}

// segmentStatus is ipcs(1)'s column, in words.
func segmentStatus(o *inventory.Object) []string {
	var status []string
	if o.Removed() {
		status = append(status, "removed, goes when the last process detaches it")
	}
	if o.Locked() {
		status = append(status, "locked in memory")
	}
	return status
}

func (d *detail) set() {
	o, ds := d.o, d.o.Sem
	d.line("semaphores", "%d", ds.Nsems)
	d.time("last semop at", ds.Otime)
	d.time("changed at", ds.Ctime)
	if o.SemsErr != nil {
		d.line("values", "unknown: %v", o.SemsErr)
		return
	}
	d.waiting()
	t := table{right: map[int]bool{0: true, 1: true, 2: true, 3: true}, rows: [][]string{{"  semaphore", "value", "waiting", "for zero", "last changed by"}}}
	for num, s := range o.Sems {
		t.rows = append(t.rows, []string{fmt.Sprint(num), fmt.Sprint(s.Value), fmt.Sprint(s.Ncnt), fmt.Sprint(s.Zcnt), s.Pid.String()})
	}
	t.write(&d.text, 0)
}

func (d *detail) queue() {
	o, ds := d.o, d.o.Msg
	d.line("messages", "%d, %d bytes of %d", ds.Qnum, ds.Cbytes, ds.Qbytes)
	d.user("last sent by", o.Lspid)
	d.user("received by", o.Lrpid)
	d.waiting()
	d.time("sent at", ds.Stime)
	d.time("received at", ds.Rtime)
	d.time("changed at", ds.Ctime)
}

func (d *detail) waiting() {
	o, label := d.o, "waiting"
	texts := o.WaitingTexts()
	for i, text := range texts {
		if i < len(o.Waiting) {
			text = withCommand(text, o.Waiting[i].PID)
		}
		d.line(label, "%s", text)
		label = ""
	}
	if o.WaitingErr != nil {
		d.line(label, "who cannot be seen: %v", o.WaitingErr)
	} else if len(texts) == 0 {
		d.line(label, "nobody")
	}
}

func (d *detail) user(label string, u inventory.User) {
	text := u.String()
	if u.Life == inventory.Running {
		text = withCommand(text, u.PID)
	}
	d.line(label, "%s", text)
}

// withCommand puts a process's command line behind a text, while it has one.
func withCommand(text string, pid int) string {
	if words := sysv.CommandLine(pid); words != nil {
		text += ": " + inventory.Plain(strings.Join(words, " "))
	}
	return text
}

func (d *detail) time(label string, at int64) {
	text := "never"
	if at != 0 {
		text = time.Unix(at, 0).Format(time.DateTime)
	}
	d.line(label, "%s", text)
}

func (d *detail) line(label, format string, v ...any) {
	fmt.Fprintf(&d.text, "  %-13s  %s\n", label, fmt.Sprintf(format, v...))
}
