package lab

import (
	"fmt"
	"strconv"
	"strings"

	"ipclua/internal/explore"
)

// Take is one schedule of a run.
type Take struct {
	Run      int // from 1
	Kills    int // the program that is killed at any time, 0: none
	Schedule explore.Schedule
}

// String is the take as --replay has it: "2:1x4.3", and "2k1:…" where program 1 is
// killed.
func (t Take) String() string {
	kills := ""
	if t.Kills > 0 {
		kills = fmt.Sprintf("k%d", t.Kills)
	}
	return fmt.Sprintf("%d%s:%s", t.Run, kills, t.Schedule)
}

// ParseTake reads what [Take.String] gives.
func ParseTake(text string) (Take, error) {
	wrong := fmt.Errorf("'%s' is no RUN:SCHEDULE, such as 1:2x7.3", text)
	head, schedule, ok := strings.Cut(text, ":")
	if !ok {
		return Take{}, wrong
	}
	run, kills, killed := strings.Cut(head, "k")
	var t Take
	var err error
	if t.Run, err = strconv.Atoi(run); err != nil || t.Run < 1 {
		return Take{}, wrong
	}
	if killed {
		if t.Kills, err = strconv.Atoi(kills); err != nil || t.Kills < 1 {
			return Take{}, wrong
		}
	}
	t.Schedule, err = explore.Parse(schedule)
	return t, err
}
