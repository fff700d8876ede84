package mark

import (
	"encoding/xml"
	"io"
	"slices"
)

// JUnit's report, as Jenkins and others read it: a suite for each run of the file,
// a case for each check.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Failure *junitResult `xml:"failure"`
		Error   *junitResult `xml:"error"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a mark as JUnit XML. Why a file could not be graded is an error,
// what a check has found a failure.
func JUnit(w io.Writer, m *Mark) error {
	all := junitSuites{Name: m.Lab}
	for _, c := range m.tests() {
		i := slices.IndexFunc(all.Suites, func(s junitSuite) bool { return s.Name == c.Run })
		if i < 0 {
			i = len(all.Suites)
			all.Suites = append(all.Suites, junitSuite{Name: c.Run})
		}
		s := &all.Suites[i]
		one := junitCase{Name: c.Expected, Class: m.Lab + "." + c.Name}
		if !c.Passed {
			result := &junitResult{Message: c.Happened, Type: c.Name, Text: c.told()}
			if c.Name == "graded" {
				one.Error = result
				s.Errors++
				all.Errors++
			} else {
				one.Failure = result
				s.Failures++
				all.Failures++
			}
		}
		s.Cases = append(s.Cases, one)
		s.Tests++
		all.Tests++
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
