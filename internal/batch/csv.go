package batch

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"ipclua/internal/mark"
	"ipclua/internal/width"
)

// CSV writes results as a table (RFC 4180): a line for each submission with its
// points, those of each check, and why there are none.
func CSV(w io.Writer, results []Result) error {
	var checks []mark.Check
	for _, r := range results {
		if len(r.Mark.Checks) > len(checks) {
			checks = r.Mark.Checks
		}
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	heading := []string{"submission", "points", "of"}
	for i, check := range checks {
		heading = append(heading, strconv.Itoa(i+1)+" "+check.Run+": "+check.Expected)
	}
	c.Write(cells(append(heading, "trouble")))
	for _, r := range results {
		row := []string{r.Name, "", ""}
		if r.Graded {
			row[1], row[2] = strconv.Itoa(r.Mark.Points), strconv.Itoa(r.Mark.Most)
		}
		for i := range checks {
			points := ""
			if i < len(r.Mark.Checks) {
				points = strconv.Itoa(r.Mark.Checks[i].Points)
			}
			row = append(row, points)
		}
		c.Write(cells(append(row, r.trouble())))
	}
	c.Flush()
	return c.Error()
}

// trouble is why a submission has no mark, or not the points that it could have.
func (r *Result) trouble() string {
	if r.Err != nil {
		return r.Err.Error()
	}
	return r.Mark.Trouble
}

// cells makes texts fit for a spreadsheet, which takes what begins like a formula
// for one.
func cells(row []string) []string {
	for i, text := range row {
		text = width.Plain(text)
		if strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") {
			text = "'" + text
		}
		row[i] = text
	}
	return row
}
