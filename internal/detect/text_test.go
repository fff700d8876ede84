package detect

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/internal/width"
)

var update = flag.Bool("update", false, "write what the reports are to testdata")

func TestText(t *testing.T) {
	all := maps.Clone(cases)
	maps.Copy(all, hard)
	for name, build := range all {
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
				if width.Of(line) > textWidth && !strings.HasPrefix(line, "  replay: ") {
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
