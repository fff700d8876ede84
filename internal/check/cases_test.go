package check

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ipclua/internal/explore"
)

// cases are the scripts under tests/check. The first line says what each is:
// "-- wrong: … (kind, kind)" or "-- right: …".
func cases(t *testing.T) []string {
	scripts, err := filepath.Glob("../../tests/check/*.lua")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no cases")
	}
	return scripts
}

// schedules is how many a right case must survive: CHECKCASES, or a number that
// takes little time.
func schedules(t *testing.T) int {
	if text := os.Getenv("CHECKCASES"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 200
}

func load(t *testing.T, argv ...string) *Script {
	t.Helper()
	script, err := Load(argv, 0, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	return script
}

// arguments are those with which a case is also run.
var arguments = map[string][]string{
	"philosophers": {"2", "5", "7"},
	"reorder":      {"4", "5"},
	"twostage":     {"3", "5"},
	"wronglock":    {"3"},
}

func TestWrongCases(t *testing.T) {
	for _, path := range cases(t) {
		name := filepath.Base(path)
		_, rest, wrong := strings.Cut(firstLineOf(t, path), "-- wrong:")
		if !wrong {
			continue
		}
		kinds := rest[strings.LastIndex(rest, "("):]
		t.Run(name, func(t *testing.T) { wrongCase(t, kinds, path) })
		for _, argument := range arguments[strings.TrimSuffix(name, ".lua")] {
			t.Run(name+" "+argument, func(t *testing.T) { wrongCase(t, kinds, path, argument) })
		}
	}
}

// wrongCase searches a wrong case with its arguments until it fails, in a way
// that is among kinds, and replays that.
func wrongCase(t *testing.T, kinds string, argv ...string) {
	t.Parallel()
	o := Options{Options: explore.Options{Schedules: 5000, Seed: 1, Strategy: "auto"}, FailOn: Kinds()[:3]}
	if strings.Contains(kinds, Leak) {
		o.FailOn = Kinds()
	}
	script := load(t, argv...)
	r := script.Search(o)
	if r.Failure == nil {
		t.Fatalf("nothing found: %s", r.Verdict())
	}
	if !strings.Contains(kinds, r.Failure.Kind) {
		t.Errorf("found %s %s, not one of %s", r.Failure.Kind, r.Failure.Message, kinds)
	}
	t.Logf("%s in schedule %d, then %s", r.Failure.Kind, r.Schedules, r.Schedule)
	parsed, err := explore.Parse(r.Schedule.String())
	if err != nil {
		t.Fatal(err)
	}
	again, err := script.Replay(parsed, o)
	if err != nil {
		t.Fatal(err)
	}
	if again.Failure == nil || !same(again.Failure, r.Failure) {
		t.Errorf("the replay gives %+v", again.Failure)
	}
}

func TestRightCases(t *testing.T) {
	for _, path := range cases(t) {
		if !strings.HasPrefix(firstLineOf(t, path), "-- right") {
			continue
		}
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) { rightCase(t, path) })
		wrong, _, _ := strings.Cut(strings.TrimSuffix(name, "-fixed.lua"), "-")
		for _, argument := range arguments[wrong] {
			t.Run(name+" "+argument, func(t *testing.T) { rightCase(t, path, argument) })
		}
	}
}

// rightCase searches a right case with its arguments, and finds nothing.
func rightCase(t *testing.T, argv ...string) {
	t.Parallel()
	o := Options{Options: explore.Options{Schedules: schedules(t), Seed: 1, Strategy: "auto"}, FailOn: Kinds()}
	r := load(t, argv...).Search(o)
	if r.Failure != nil || r.Differs != nil {
		t.Errorf("%s: %+v %+v", r.Verdict(), r.Failure, r.Differs)
	}
	t.Log(r.Verdict())
}

func firstLineOf(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return firstLine(string(text))
}
