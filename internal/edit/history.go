package edit

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// maxEntries is how many the file keeps, the last.
const maxEntries = 5000

// lockPatience is how long a file that another process has locked is waited for.
const lockPatience = 200 * time.Millisecond

var errLocked = errors.New("another process has locked it")

// History is what was typed, without duplicates, the last at the end. The zero
// History is in memory alone.
//
// Its file is shared by all who run at the same time: each adds its entries to
// what is there, under a lock (flock(2)). An entry is a line, in which \n stands
// for a newline and \\ for a backslash.
type History struct {
	path    string
	entries []string
}

// OpenHistory reads the history in a file, which need not exist. With an error it
// is as much as could be read.
func OpenHistory(path string) (*History, error) {
	h := &History{path: path}
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	h.entries = parseHistory(data)
	return h, err
}

// Add adds an entry, to the file too. The error says that the file does not have
// it.
func (h *History) Add(entry string) error {
	entry = strings.TrimRight(entry, "\n")
	if strings.TrimSpace(entry) == "" {
		return nil
	}
	h.entries = addEntry(h.entries, entry)
	if h.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(h.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close() // which unlocks it
	deadline := time.Now().Add(lockPatience)
	for !lock(f) {
		if time.Now().After(deadline) {
			return errLocked
		}
		time.Sleep(lockPatience / 100)
	}
	return addToFile(f, entry)
}

// addToFile writes the file anew only where a line must go, the new text before
// the old is cut off.
func addToFile(f *os.File, entry string) error {
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	entries := parseHistory(data)
	whole := len(data) == 0 || data[len(data)-1] == '\n'
	if whole && !slices.Contains(entries, entry) && len(entries) < maxEntries {
		_, err := f.WriteAt([]byte(historyLine(entry)), int64(len(data)))
		return err
	}
	entries = addEntry(entries, entry)
	var text strings.Builder
	for _, e := range entries[max(0, len(entries)-maxEntries):] {
		text.WriteString(historyLine(e))
	}
	if _, err := f.WriteAt([]byte(text.String()), 0); err != nil {
		return err
	}
	return f.Truncate(int64(text.Len()))
}

func addEntry(entries []string, entry string) []string {
	return append(slices.DeleteFunc(entries, func(e string) bool { return e == entry }), entry)
}

func historyLine(entry string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(entry) + "\n"
}

func parseHistory(data []byte) []string {
	unescape := strings.NewReplacer(`\\`, `\`, `\n`, "\n")
	last := map[string]int{}
	var all []string
	for line := range strings.Lines(string(data)) {
		entry := unescape.Replace(strings.TrimSuffix(line, "\n"))
		if strings.TrimSpace(entry) != "" {
			last[entry] = len(all)
			all = append(all, entry)
		}
	}
	var entries []string
	for i, e := range all {
		if last[e] == i {
			entries = append(entries, e)
		}
	}
	return entries
}
