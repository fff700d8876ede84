package inventory

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAccounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "passwd")
	text := "# comment\nroot:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\n+::::::\nann:x:1000\nshort:x\n:x:7:7\nbad:x:-1:1\nhuge:x:4294967296:1\nlast:x:4294967295:1"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	a := Accounts{users: readNames(path), groups: readNames(path + "-")}
	for uid, want := range map[uint32]string{0: "root", 1000: "ann", 1<<32 - 1: "last", 4242424242: "4242424242"} {
		if got := a.User(uid); got != want {
			t.Errorf("user %d is %q, want %q", uid, got, want)
		}
	}
	if got := a.Group(4242424242); got != "4242424242" {
		t.Errorf("a group that nobody has is %q", got)
	}
}
