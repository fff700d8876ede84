package mark

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"ipclua/internal/width"
)

// Formats are the formats for programs, by name.
func Formats() map[string]Format {
	return map[string]Format{
		"json":       JSON,
		"tap":        TAP,
		"junit":      JUnit,
		"gradescope": Gradescope,
		"github":     GitHub,
		"classroom":  Classroom,
	}
}

// JSON writes a mark as one object with the names of Mark's fields.
func JSON(w io.Writer, m *Mark) error {
	out := *m
	if out.Checks == nil {
		out.Checks = []Check{}
	}
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// tests are the checks, after one for the trouble that there was, if any.
func (m *Mark) tests() []Check {
	if m.Trouble == "" {
		return m.Checks
	}
	trouble := Check{Name: "graded", Run: m.Title, Expected: "the file can be graded", Happened: m.Trouble, File: m.File}
	return append([]Check{trouble}, m.Checks...)
}

// title is what a check is called in a list: "four workers: ends without an error".
func (c *Check) title() string {
	if c.Run == "" {
		return width.Plain(c.Expected)
	}
	return width.Plain(c.Run + ": " + c.Expected)
}

// place is "lab.lua:12", or the file alone, or nothing.
func (c *Check) place() string {
	switch {
	case c.File == "":
		return ""
	case c.Line == 0:
		return width.Plain(c.File)
	}
	return width.Plain(fmt.Sprintf("%s:%d", c.File, c.Line))
}

// told is all that there is to say of a check that failed, in lines.
func (c *Check) told() string {
	var lines []string
	for _, l := range [...]struct{ name, text string }{
		{"", c.Happened},
		{"at ", c.place()},
		{"hint: ", c.Hint},
		{"replay: ", c.Replay},
		{"report: ", c.Report},
	} {
		if l.text != "" {
			lines = append(lines, l.name+width.Plain(l.text))
		}
	}
	return strings.Join(lines, "\n")
}
