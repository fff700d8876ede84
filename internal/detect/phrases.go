package detect

import (
	"fmt"
	"strings"
)

func who(waits []*wait) string {
	if len(waits) > 3 {
		return fmt.Sprintf("%d processes", len(waits))
	}
	names := make([]string, len(waits))
	for i, w := range waits {
		names[i] = fmt.Sprintf("P%d", w.Process)
	}
	return join(names)
}

// subject is "P2 waits for mutex", "P2 and P3 wait for mutex".
func subject(waits []*wait) string {
	text := waits[0].text
	if len(waits) > 1 {
		text = strings.Replace(text, "waits", "wait", 1)
	}
	return who(waits) + " " + text
}

func steps(takes []take) string {
	var numbers []string
	for _, t := range takes {
		numbers = append(numbers, fmt.Sprint(t.Step))
	}
	return join(numbers)
}

// join is "a", "a and b", "a, b and c".
func join(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// rank puts those who wait before those who took.
func rank(c Culprit) int {
	if strings.HasPrefix(c.Does, "waits") {
		return 0
	}
	return 1
}
