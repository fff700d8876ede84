package lab

import (
	"strings"
	"testing"
)

// TestMistakes has every mistake of a check.lua answered by a line and what to do.
func TestMistakes(t *testing.T) {
	const head = "lab { 'x', points = 1 }\n"
	for _, c := range []struct{ text, want string }{
		{"x = = 1", "01-x/check.lua:1: unexpected symbol"},
		{"error('oh')", "01-x/check.lua:1: oh"},
		{"run { 'r' }:ends {}", "01-x/check.lua:1: there is no lab{"},
		{head, "01-x/check.lua:1: there is no run{"},
		{head + "run { 'r' }", "01-x/check.lua:2: nothing is checked of the run 'r'"},
		{head + "run { 'r' }:ends { points = 3 }", "the lab has 1 points, but those of its checks are 3 together"},
		{"lab { 'x' }\nrun { 'r' }:ends { points = 0 }", "there are no points to get"},
		{head + head, "01-x/check.lua:2: lab: there is a lab already: 'x'"},
		{"lab { points = 1 }", "01-x/check.lua:1: lab: the title is missing"},
		{"lab 'x'", "01-x/check.lua:1: lab{ … } needs a table"},
		{head + "run { 'r', schedule = 3 }", "01-x/check.lua:2: run: it has no field 'schedule'; did you mean 'schedules'?"},
		{head + "run { 'r', schedules = 0 }", "'schedules' must be from 1 to 100000"},
		{head + "run { 'r', schedules = 1.5 }", "'schedules' must be an integer"},
		{head + "run { 'r', args = 'x' }", "'args' must be a list of texts, not a string"},
		{head + "run { 'r', args = { {} } }", "'args' must be a list of texts, not with a table in it"},
		{head + "run { 'r', real = 1 }", "'real' must be true or false, not a number"},
		{head + "run { 'r', provide = 1 }", "'provide' must be a function, not a number"},
		{head + "run { 'r', args = {}, programs = function() end }", "'args' is for a run without 'programs'"},
		{head + "local c = coroutine.create(function() end)\nrun { 'r', provide = function() return c end }", "upvalue 'c' of function"},
		{head + "run { 'r' } run { 'r' }", "there is a run 'r' already"},
		{head + "run { 'r' }:no_raze {}", "01-x/check.lua:2: no check is called 'no_raze'; did you mean 'no_race'?"},
		{head + "run { 'r' }.ends {}", "a colon before its name"},
		{head + "run { 'r' }:output {}", "one of is, matches, lines and test must say"},
		{head + "run { 'r' }:output { is = 'a', matches = 'b' }", "one of is, matches, lines and test must say"},
		{head + "run { 'r' }:output { matches = '(' }", "'matches': "},
		{head + "run { 'r' }:final { is = 1 }", "'value' is missing"},
		{head + "run { 'r' }:final { value = function() end }", "one of is and test must say"},
		{head + "run { 'r' }:mutual_exclusion {}", "'sections' is missing"},
		{head + "run { 'r' }:must_reach {}", "'inside' is missing"},
		{head + "run { 'r' }:must_reach { inside = { 2 } }", "'inside' must be a table of numbers such as { reading = 2 }"},
		{head + "run { 'r' }:max_semaphores {}", "how many there may be is missing"},
		{head + "run { 'r' }:must_call {}", "the calls are missing"},
		{head + "run { 'r' }:must_call { 'shmgat' }", "no call is called 'shmgat'; did you mean 'shmget'?"},
		{head + "run { 'r' }:must_call { 'shmctl IPC_RMD' }", "shmctl has no command 'IPC_RMD'; did you mean 'IPC_RMID'?"},
		{head + "while true do end", "01-x/check.lua: it does not come to its end"},
	} {
		err := define(&Lab{Name: "01-x"}, c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\n gives %v,\n wanted %s", c.text, err, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	c := Course{testLabs}
	for word, want := range map[string]string{
		"1": "01-add", "01": "01-add", "add": "01-add", "01-add": "01-add", "01-add/": "01-add", "2": "02-story",
		"ad": "there is no lab 'ad'; did you mean 'add'?", "7": "there is no lab '7'; ipclua lab list shows",
	} {
		got, err := c.Find(word)
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", word, got)
		}
	}
}

func TestTake(t *testing.T) {
	for _, text := range []string{"1:", "2:1x4.3", "3k1:q:1.2x3"} {
		take, err := ParseTake(text)
		if err != nil || take.String() != text {
			t.Errorf("%s: %v %v", text, take, err)
		}
	}
	for _, text := range []string{"", "1", "0:1", "x:1", "1k:2", "1k0:2", "1:x"} {
		if take, err := ParseTake(text); err == nil {
			t.Errorf("'%s' is %v", text, take)
		}
	}
}
