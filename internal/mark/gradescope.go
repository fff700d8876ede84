package mark

import (
	"fmt"
	"io"

	"ipclua/internal/width"
)

// Gradescope's results.json, as its "Autograder Specifications" describe it.
type (
	gradescopeResults struct {
		Output       string           `json:"output"`
		OutputFormat string           `json:"output_format"`
		Tests        []gradescopeTest `json:"tests"`
	}
	gradescopeTest struct {
		Score        int    `json:"score"`
		MaxScore     int    `json:"max_score"`
		Status       string `json:"status"`
		Name         string `json:"name"`
		NameFormat   string `json:"name_format"`
		Number       string `json:"number"`
		Output       string `json:"output"`
		OutputFormat string `json:"output_format"`
		Visibility   string `json:"visibility"`
	}
)

// Gradescope writes a mark as the results.json of a Gradescope autograder. All of
// it is plain text and visible to the student.
func Gradescope(w io.Writer, m *Mark) error {
	results := gradescopeResults{
		Output:       width.Plain(fmt.Sprintf("%s: %s, %d of %d points", m.Lab, m.Title, m.Points, m.Most)),
		OutputFormat: "text",
		Tests:        []gradescopeTest{},
	}
	for i, c := range m.tests() {
		t := gradescopeTest{
			Score: c.Points, MaxScore: c.Most, Status: "failed", Name: c.title(), NameFormat: "text",
			Number: fmt.Sprint(i + 1), OutputFormat: "text", Visibility: "visible",
		}
		if c.Passed {
			t.Status = "passed"
		} else {
			t.Output = c.told()
		}
		results.Tests = append(results.Tests, t)
	}
	return encode(w, results)
}
