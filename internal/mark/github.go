package mark

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"ipclua/internal/width"
)

// GitHub writes a mark as workflow commands of GitHub Actions: what a check has
// found becomes a remark on the line of the file, the points a notice.
func GitHub(w io.Writer, m *Mark) error {
	var b strings.Builder
	for _, c := range m.tests() {
		if c.Passed {
			continue
		}
		b.WriteString("::error ")
		if c.File != "" {
			fmt.Fprintf(&b, "file=%s,", githubProperty(width.Plain(c.File)))
			if c.Line > 0 {
				fmt.Fprintf(&b, "line=%d,", c.Line)
			}
		}
		fmt.Fprintf(&b, "title=%s::%s\n", githubProperty(c.title()), githubData(c.told()))
	}
	sum := fmt.Sprintf("%d of %d points", m.Points, m.Most)
	fmt.Fprintf(&b, "::notice title=%s::%s\n", githubProperty(width.Plain(m.Lab+": "+m.Title)), githubData(sum))
	_, err := io.WriteString(w, b.String())
	return err
}

// githubData escapes what comes after the second "::" of a workflow command, and
// githubProperty the value of a parameter, as the runner takes them.
func githubData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func githubProperty(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(text))
}

// The result of a grader of GitHub Classroom, as its autograding-grading-reporter
// reads it.
type (
	classroomResult struct {
		Version  int             `json:"version"`
		Status   string          `json:"status"` // "pass", "fail", "error"
		MaxScore int             `json:"max_score"`
		Tests    []classroomTest `json:"tests"`
	}
	classroomTest struct {
		Name     string `json:"name"`
		Status   string `json:"status"`
		Message  string `json:"message"`
		Filename string `json:"filename"`
		LineNo   int    `json:"line_no"`
		Score    int    `json:"score"`
	}
)

// Classroom writes a mark as the output of a grading step of GitHub Classroom: a
// line, JSON in base64.
func Classroom(w io.Writer, m *Mark) error {
	result := classroomResult{Version: 1, Status: "fail", MaxScore: m.Most, Tests: []classroomTest{}}
	switch {
	case m.Full():
		result.Status = "pass"
	case m.Trouble != "":
		result.Status = "error"
	}
	for _, c := range m.tests() {
		t := classroomTest{Name: c.title(), Status: "fail", Score: c.Points, Filename: c.File, LineNo: c.Line}
		switch {
		case c.Passed:
			t.Status = "pass"
		case c.Name == "graded":
			t.Status = "error"
		}
		if !c.Passed {
			t.Message = c.told()
		}
		result.Tests = append(result.Tests, t)
	}
	text, err := json.Marshal(result)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, base64.StdEncoding.EncodeToString(text))
	return err
}
