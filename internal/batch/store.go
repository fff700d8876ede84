package batch

import (
	"encoding/json"
	"os"
	"path/filepath"

	"ipclua/internal/mark"
	"ipclua/internal/whole"
)

// Store is a folder with what there is already of each submission: its mark in
// marks, what was written about it in reports.
type Store string

// NewStore makes the folder.
func NewStore(dir string) (Store, error) {
	return Store(dir), os.MkdirAll(filepath.Join(dir, "marks"), 0o777)
}

// record is what a file of a store says.
type record struct {
	Digest string    `json:"digest"` // of what was graded, and by what
	Mark   mark.Mark `json:"mark"`
}

// Load gives the mark of a submission, if there is one for just this text and
// grader.
func (s Store) Load(name, digest string) (mark.Mark, bool) {
	text, err := os.ReadFile(s.file(name))
	if err != nil {
		return mark.Mark{}, false
	}
	var r record
	if json.Unmarshal(text, &r) != nil || r.Digest != digest {
		return mark.Mark{}, false
	}
	return r.Mark, true
}

// Save keeps a mark.
func (s Store) Save(name, digest string, m mark.Mark) error {
	text, err := json.Marshal(record{digest, m})
	if err != nil {
		return err
	}
	return whole.WriteFile(s.file(name), append(text, '\n'))
}

func (s Store) file(name string) string { return filepath.Join(string(s), "marks", name+".json") }

// Reports is the folder for what is written about a submission.
func (s Store) Reports(name string) string { return filepath.Join(string(s), "reports", name) }
