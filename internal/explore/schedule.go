package explore

import (
	"fmt"
	"strconv"
	"strings"

	"ipclua/internal/sim"
)

// Schedule is who goes on, step by step. Where it ends, whoever made the last
// step goes on as long as it can, and then the one with the lowest number.
type Schedule struct {
	Exact   bool  // of an exact run
	Choices []int // numbers of processes, from 1
}

// exactMark begins the text of an exact schedule.
const exactMark = "q:"

// The most that a schedule may have.
const (
	mostChoices   = 10_000_000
	mostProcesses = 1 << 16
)

// scheduleOf is the schedule of a run.
func scheduleOf(made []sim.Step, exact bool) Schedule {
	s := Schedule{Exact: exact, Choices: make([]int, len(made))}
	for i := range made {
		s.Choices[i] = made[i].Process
	}
	return s
}

// String is the schedule as text: the process of each step, between dots; "2x7"
// are seven steps of process 2.
func (s Schedule) String() string {
	var b strings.Builder
	if s.Exact {
		b.WriteString(exactMark)
	}
	for i := 0; i < len(s.Choices); {
		n := i + 1
		for n < len(s.Choices) && s.Choices[n] == s.Choices[i] {
			n++
		}
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(strconv.Itoa(s.Choices[i]))
		if n-i > 1 {
			b.WriteByte('x')
			b.WriteString(strconv.Itoa(n - i))
		}
		i = n
	}
	return b.String()
}

// Parse reads what [Schedule.String] gives.
func Parse(text string) (Schedule, error) {
	var s Schedule
	text, s.Exact = strings.CutPrefix(text, exactMark)
	if text == "" {
		return s, nil
	}
	for part := range strings.SplitSeq(text, ".") {
		number, times, several := strings.Cut(part, "x")
		process, ok := positive(number, mostProcesses)
		n := 1
		if ok && several {
			n, ok = positive(times, mostChoices-len(s.Choices))
		}
		if !ok {
			return Schedule{}, fmt.Errorf("'%s' is no part of a schedule: it is a process's number, or one with a count such as 2x7", part)
		}
		for range n {
			s.Choices = append(s.Choices, process)
		}
	}
	return s, nil
}

// positive reads a number from 1 to most as we write it.
func positive(text string, most int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= most && strconv.Itoa(n) == text
}

// trim leaves out choices at the end that come without being said.
func (s Schedule) trim(implied []bool) Schedule {
	n := len(s.Choices)
	for n > 0 && implied[n-1] {
		n--
	}
	s.Choices = s.Choices[:n:n]
	return s
}
