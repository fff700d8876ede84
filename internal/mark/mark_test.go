package mark

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write what the formats are to testdata")

var marks = map[string]*Mark{
	"part": {
		Lab: "07-lost-update", Title: "The lost update", File: "ann/lab.lua", Points: 6, Most: 10,
		Checks: []Check{
			{Name: "ends", Run: "four workers", Expected: "ends without an error", Passed: true, Points: 2, Most: 2},
			{Name: "output", Run: "four workers", Expected: `prints "count: 12"`, Passed: true, Points: 4, Most: 4},
			{
				Name: "no_race", Run: "four workers", Expected: "no data race", Most: 4, Happened: "P2 and P3 write n[0] at the same time # 100%, they say",
				File: "ann/lab.lua", Line: 12, Hint: "what is between reading n[0] and writing it?",
				Replay: "ipclua lab check 7 ann/lab.lua --replay 1:1*4.2.3", Report: "lab-report/no_race.html",
			},
		},
	},
	"full": {
		Lab: "01-keys", Title: "Keys", File: "lab.lua", Points: 1, Most: 1,
		Checks: []Check{{Name: "ends", Run: "one program", Expected: "ends without an error", Passed: true, Points: 1, Most: 1}},
	},
	"trouble": {
		Lab: "01-keys", Title: "Keys", File: "lab.lua", Most: 1, Trouble: "lab.lua:3: unexpected symbol near '}'",
		Checks: []Check{{Name: "ends", Run: "one program", Expected: "ends without an error", Most: 1, Happened: "it was not run"}},
	},
	"none": {Lab: "x", Title: "y", File: "z"},
}

func TestFormats(t *testing.T) {
	for format, write := range Formats() {
		for name, m := range marks {
			var b bytes.Buffer
			if err := write(&b, m); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+"."+format)
			if *update {
				if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s is\n%s", path, b.String())
			}
		}
	}
}

func TestFull(t *testing.T) {
	for name, want := range map[string]bool{"part": false, "full": true, "trouble": false, "none": true} {
		if got := marks[name].Full(); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Whatever a submission's texts are, each format keeps its own rules and says
// what the mark says.
func TestRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMark(t)
		for _, format := range slices.Sorted(maps.Keys(Formats())) {
			var b bytes.Buffer
			if err := Formats()[format](&b, m); err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(b.Bytes()) {
				t.Fatalf("%s is not UTF-8: %q", format, b.String())
			}
			if err := rules[format](b.String(), m); err != nil {
				t.Fatalf("%s: %v in\n%s", format, err, b.String())
			}
		}
	})
}

func drawMark(t *rapid.T) *Mark {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "a # SKIP", "::error::x", "1..7", "not ok 1", "  ...\nok 2", "]]>", "\xff\x00\x1b[2J", "a\r\nb", `\#`, "%0A", "-\u0085-\u2028-\ufeff-\U0001f44d",
	}))
	m := &Mark{Lab: text.Draw(t, "lab"), Title: text.Draw(t, "title"), File: text.Draw(t, "file")}
	for range rapid.IntRange(0, 3).Draw(t, "checks") {
		c := Check{
			Name: rapid.SampledFrom([]string{"ends", "output", "no_race"}).Draw(t, "name"), Run: text.Draw(t, "run"), Expected: text.Draw(t, "expected"),
			Passed: rapid.Bool().Draw(t, "passed"), Most: rapid.IntRange(0, 5).Draw(t, "most"),
		}
		if c.Passed {
			c.Points = c.Most
		} else {
			c.Happened, c.File, c.Line, c.Hint = text.Draw(t, "happened"), text.Draw(t, "place"), rapid.IntRange(0, 99).Draw(t, "line"), text.Draw(t, "hint")
			c.Replay, c.Report = text.Draw(t, "replay"), text.Draw(t, "report")
		}
		m.Checks = append(m.Checks, c)
		m.Points += c.Points
		m.Most += c.Most
	}
	if m.Points == 0 {
		m.Trouble = text.Draw(t, "trouble")
	}
	return m
}

// rules are those of the formats' own descriptions, as far as we use them.
var rules = map[string]func(text string, m *Mark) error{
	"json": func(text string, m *Mark) error {
		var got Mark
		if err := strict(text, &got); err != nil {
			return err
		}
		if got.Points != m.Points || got.Most != m.Most || len(got.Checks) != len(m.Checks) {
			return fmt.Errorf("says %+v", got)
		}
		return nil
	},
	"tap": tapRules,
	"junit": func(text string, m *Mark) error {
		var s junitSuites
		d := xml.NewDecoder(strings.NewReader(text))
		if err := d.Decode(&s); err != nil {
			return err
		}
		if _, err := d.Token(); err != nil { // the last line's end
			return err
		}
		if _, err := d.Token(); err != io.EOF {
			return fmt.Errorf("goes on after its end: %v", err)
		}
		tests, failures, errors := 0, 0, 0
		for _, suite := range s.Suites {
			tests += suite.Tests
			failures += suite.Failures
			errors += suite.Errors
			if suite.Tests != len(suite.Cases) {
				return fmt.Errorf("a suite with %d cases says %d", len(suite.Cases), suite.Tests)
			}
		}
		if tests != s.Tests || failures != s.Failures || errors != s.Errors || tests != len(m.tests()) || failures+errors != failed(m) {
			return fmt.Errorf("%d tests, %d failures, %d errors", tests, failures, errors)
		}
		return nil
	},
	"gradescope": func(text string, m *Mark) error {
		var r gradescopeResults
		if err := strict(text, &r); err != nil {
			return err
		}
		score, most := 0, 0
		for i, one := range r.Tests {
			score += one.Score
			most += one.MaxScore
			if one.Status != "passed" && one.Status != "failed" || one.Number != strconv.Itoa(i+1) {
				return fmt.Errorf("test %+v", one)
			}
		}
		if score != m.Points || most != m.Most || r.Tests == nil {
			return fmt.Errorf("%d of %d", score, most)
		}
		return nil
	},
	"github": func(text string, m *Mark) error {
		command := regexp.MustCompile(`^::(error|notice) ((file=[^:,]*,)?(line=\d+,)?title=[^:,]*)::[^\r]*$`)
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		for _, line := range lines {
			if !command.MatchString(line) {
				return fmt.Errorf("no command: %q", line)
			}
		}
		if len(lines) != failed(m)+1 {
			return fmt.Errorf("%d lines", len(lines))
		}
		return nil
	},
	"classroom": func(text string, m *Mark) error {
		decoded, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(text, "\n"))
		if err != nil {
			return err
		}
		var r classroomResult
		if err := strict(string(decoded), &r); err != nil {
			return err
		}
		score := 0
		for _, one := range r.Tests {
			score += one.Score
		}
		if score != m.Points || r.MaxScore != m.Most || (r.Status == "pass") != (failed(m) == 0) {
			return fmt.Errorf("%+v", r)
		}
		return nil
	},
}

func failed(m *Mark) int {
	n := 0
	for _, c := range m.tests() {
		if !c.Passed {
			n++
		}
	}
	return n
}

// strict decodes JSON in which nothing is unknown.
func strict(text string, v any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// tapRules are those of TAP: its version, the plan, test points in order, and
// what is indented below them as YAML.
func tapRules(text string, m *Mark) error {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	plan, reason, _ := strings.Cut(lines[1], " # SKIP ")
	if lines[0] != "TAP version 13" || plan != fmt.Sprintf("1..%d", len(m.tests())) || (reason == "") != (len(m.tests()) > 0) {
		return fmt.Errorf("begins with %q", lines[:2])
	}
	point := regexp.MustCompile(`^(not )?ok (\d+) - ((?:[^\\#]|\\[\\#])*)$`)
	field := regexp.MustCompile(`^  (message|severity|at|hint|replay|report|points): (.+)$`)
	seen, bad, inside := 0, 0, false
	for _, line := range lines[2:] {
		switch {
		case inside:
			f := field.FindStringSubmatch(line)
			if line == "  ..." {
				inside = false
			} else if f == nil || strings.HasPrefix(f[2], `"`) && json.Unmarshal([]byte(f[2]), new(string)) != nil {
				return fmt.Errorf("no YAML: %q", line)
			}
		case line == "  ---":
			inside = true
		case strings.HasPrefix(line, "# "):
		default:
			p := point.FindStringSubmatch(line)
			if p == nil || p[2] != strconv.Itoa(seen+1) {
				return fmt.Errorf("no test point: %q", line)
			}
			seen++
			if p[1] != "" {
				bad++
			}
		}
	}
	if inside || seen != len(m.tests()) || bad != failed(m) {
		return fmt.Errorf("%d points, %d bad", seen, bad)
	}
	return nil
}

// Perl's harness is the one that TAP comes from.
func TestProve(t *testing.T) {
	prove, err := exec.LookPath("prove")
	if err != nil {
		t.Skip("there is no prove(1)")
	}
	for name, m := range marks {
		path := filepath.Join(t.TempDir(), name+".tap")
		var b bytes.Buffer
		if err := TAP(&b, m); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(prove, "--ext", ".tap", "--source", "File", "--verbose", path).CombinedOutput()
		if want := failed(m) == 0; (err == nil) != want || strings.Contains(string(out), "Parse errors") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
