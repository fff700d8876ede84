package mark

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"ipclua/internal/width"
)

// TAP writes a mark in version 13 of the Test Anything Protocol, which is one of
// version 14, too, but for the first line, and known to Perl's older harnesses: a
// test point for each check, with what happened as YAML below those that failed.
func TAP(w io.Writer, m *Mark) error {
	var b strings.Builder
	tests, skip := m.tests(), ""
	if len(tests) == 0 {
		skip = " # SKIP nothing is checked"
	}
	fmt.Fprintf(&b, "TAP version 13\n1..%d%s\n# %s\n", len(tests), skip, width.Plain(m.Lab+": "+m.Title))
	for i, c := range tests {
		result := "ok"
		if !c.Passed {
			result = "not ok"
		}
		fmt.Fprintf(&b, "%s %d - %s\n", result, i+1, tapEscaped(c.title()))
		if !c.Passed {
			b.WriteString("  ---\n")
			for _, f := range [...]struct{ name, text string }{
				{"message", c.Happened},
				{"severity", "fail"},
				{"at", c.place()},
				{"hint", c.Hint},
				{"replay", c.Replay},
				{"report", c.Report},
			} {
				if f.text != "" {
					fmt.Fprintf(&b, "  %s: %s\n", f.name, yamlString(f.text))
				}
			}
			fmt.Fprintf(&b, "  points: %d of %d\n  ...\n", c.Points, c.Most)
		}
	}
	fmt.Fprintf(&b, "# points %d of %d\n", m.Points, m.Most)
	_, err := io.WriteString(w, b.String())
	return err
}

// tapEscaped keeps a description from being taken for a directive.
func tapEscaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`).Replace(text)
}

// yamlString is a scalar in double quotes: what is a string in JSON is one in YAML,
// too, when all characters can be printed.
func yamlString(text string) string {
	quoted, err := json.Marshal(width.Plain(text))
	if err != nil {
		return `""` // a string can always be encoded
	}
	return string(quoted)
}
