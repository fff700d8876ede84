package sysv

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

var procTexts = []struct {
	kind Kind
	text string
	want []Object // nil where it is refused or empty
	ok   bool
}{
	{Segment, "", nil, true},
	{Segment, `       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap
     24585          7  1640                  4096  2201  2202      2  1000   100     0     0 1700000001 1700000002 1700000003                  4096                     0
        -5      32776   600  18446744073709551615     1     0      0 65534 65534 65534 65534          0          0 1700000003                     0                     0
`, []Object{
		{Kind: Segment, ID: 7, Shm: &ShmidDS{Perm: Perm{Key: 0x6009, UID: 1000, GID: 100, Mode: 0o1640}, Segsz: 4096, Atime: 1700000001, Dtime: 1700000002, Ctime: 1700000003, Cpid: 2201, Lpid: 2202, Nattch: 2}},
		{Kind: Segment, ID: 32776, Shm: &ShmidDS{Perm: Perm{Key: -5, UID: 65534, GID: 65534, CUID: 65534, CGID: 65534, Mode: 0o600}, Segsz: 1<<64 - 1, Ctime: 1700000003, Cpid: 1}},
	}, true},
	{Semaphore, `       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime
-2147483648          0   666        250     1     2     3     4          0 1700000003
`, []Object{{Kind: Semaphore, Sem: &SemidDS{Perm: Perm{Key: -1 << 31, UID: 1, GID: 2, CUID: 3, CGID: 4, Mode: 0o666}, Nsems: 250, Ctime: 1700000003}}}, true},
	{Queue, `       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime
         9          3   622          12          2    41     0     1     2     3     4 1700000001          0 1700000003
`, []Object{{Kind: Queue, ID: 3, Msg: &MsqidDS{Perm: Perm{Key: 9, UID: 1, GID: 2, CUID: 3, CGID: 4, Mode: 0o622}, Cbytes: 12, Qnum: 2, Lspid: 41, Stime: 1700000001, Ctime: 1700000003}}}, true},
	{Queue, "key msqid\n1 2\n", nil, false},
	{Semaphore, "key semid perms nsems uid gid cuid cgid otime ctime\n1 2 9 1 0 0 0 0 0 0\n", nil, false},
	{Semaphore, "key semid perms nsems uid gid cuid cgid otime ctime\n1 2 6 1 0 0 0 0 0\n", nil, false},
	{Semaphore, "key semid perms nsems uid gid cuid cgid otime ctime\n1 99999999999 6 1 0 0 0 0 0 0\n", nil, false},
}

func TestParseProc(t *testing.T) {
	for _, tc := range procTexts {
		got, err := parseProc(tc.kind, tc.text)
		if (err == nil) != tc.ok || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: %v, %v", tc.text, got, err)
		}
	}
}

func FuzzParseProc(f *testing.F) {
	for _, tc := range procTexts {
		f.Add(string(tc.kind), tc.text)
	}
	f.Fuzz(func(t *testing.T, kind, text string) {
		list, err := parseProc(Kind(kind), text)
		if err != nil && list != nil {
			t.Error(list, err)
		}
	})
}

const mapsText = `00400000-004e2000 r-xp 00000000 fe:00 7                            /usr/bin/program
7f0000000000-7f0000002000 rw-s 00000000 00:01 7                          /SYSV00006009 (deleted)
7f0000002000-7f0000004000 r--s 00000000 00:01 7                          /SYSV00006009 (deleted)
7f0000004000-7f0000005000 r--s 00000000 00:01 8                          /SYSVfffffffb (deleted)
7f0000005000-7f0000006000 ---s 00001000 00:01 8                          /SYSVfffffffb (deleted)
7f0000006000-7f0000007000 rw-p 00000000 00:00 0 
7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0                          [stack]
`

func TestParseMaps(t *testing.T) {
	want := map[int]mapping{7: {writable: true, count: 2}, 8: {writable: false, count: 1}}
	if found := parseMaps(mapsText); !reflect.DeepEqual(found, want) {
		t.Error(found)
	}
}

func FuzzParseMaps(f *testing.F) {
	f.Add(mapsText)
	f.Add("7f-8f rw-s 0 0:1 7 /SYSV")
	f.Fuzz(func(t *testing.T, text string) {
		for id, m := range parseMaps(text) {
			if m.count < 0 || m.count > strings.Count(text, "/SYSV") {
				t.Error(id, m)
			}
		}
	})
}

func TestParseStat(t *testing.T) {
	boot := time.Unix(1000, 0)
	const rest = " 1 2 3 4 -1 4194304 99 0 0 0 0 0 0 0 20 0 1 0 466 3133440"
	for _, tc := range []struct {
		text string
		want Life
		ok   bool
	}{
		{"17716 (cat) R" + rest, Life{true, "cat", time.UnixMilli(1004660)}, true},
		{"17716 (a) R (b) Z" + rest, Life{false, "a) R (b", time.UnixMilli(1004660)}, true},
		{"17716 () X" + rest, Life{false, "", time.UnixMilli(1004660)}, true},
		{"17716 (cat) R 1 2 3", Life{}, false},
		{"17716 )cat( R" + rest, Life{}, false},
		{"", Life{}, false},
	} {
		if got, ok := parseStat(tc.text, boot); ok != tc.ok || !got.Start.Equal(tc.want.Start) || got.Name != tc.want.Name || got.Running != tc.want.Running {
			t.Errorf("%q: %v %v", tc.text, got, ok)
		}
	}
}
