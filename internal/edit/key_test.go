package edit

import (
	"io"
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	for typed, want := range map[string]string{
		"a é日\r\n":                     "a, ,é,日,<enter>,<enter>",
		"\x01\x7f\x08\t\x1f":           "<ctrl-a>,<backspace>,<backspace>,<tab>,<ctrl-_>",
		"\x1b[A\x1bOB\x1b[1~\x1b[3~":   "<up>,<down>,<home>,<delete>",
		"\x1b[1;5C\x1bb\x1b\x7f\x1b\r": "<alt-f>,<alt-b>,<alt-backspace>,<alt-enter>",
		"\x1b[99;7u!":                  "<unknown>,!",
		"\x1b[200~a\r\nb\rc\x1b[201~d": "a\nb\nc,d",
		"\x1b[200~f()\n\x1b[201~":      "f()",
		"\xff\xc3":                     "\ufffd",
		"\x1b[200~endless":             "",
	} {
		var got []string
		r := keys{strings.NewReader(typed)}
		for {
			k, err := r.next()
			if err != nil {
				break
			}
			text := k.text
			if k.name != "" {
				text = "<" + k.name + ">"
			}
			got = append(got, text)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%q: %q, want %q", typed, strings.Join(got, ","), want)
		}
	}
}

// What follows a key stays for others.
func TestKeysTakeNoMore(t *testing.T) {
	in := strings.NewReader("\x1b[Ax\rrest")
	r := keys{in}
	for range 3 {
		if _, err := r.next(); err != nil {
			t.Fatal(err)
		}
	}
	if rest, _ := io.ReadAll(in); string(rest) != "rest" {
		t.Errorf("leaves %q", rest)
	}
}
