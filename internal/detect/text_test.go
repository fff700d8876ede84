package detect

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write what the reports are to testdata")

func TestText(t *testing.T) {
	for name, build := range cases {
		t.Run(name, func(t *testing.T) {
			run, f := build()
			var b strings.Builder
			if err := Text(&b, f, run, "ipclua check --replay 1*4.2.3 "+run.Script); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
			if len(lines) > textLines {
				t.Errorf("%d lines", len(lines))
			}
			for _, line := range lines {
				if utf8.RuneCountInString(line) > textWidth {
					t.Errorf("too wide: %s", line)
				}
			}
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("is\n%s\nwant\n%s", got, want)
			}
		})
	}
}
