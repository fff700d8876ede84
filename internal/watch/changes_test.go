package watch

import (
	"testing"
	"time"
)

// second is a time of a test.
func second(n int) time.Time { return time.Unix(1_000_000_000+int64(n), 0) }

func at(n int) moment { return moment{second(n), keepChanges} }

func TestChanges(t *testing.T) {
	var c changes[int]
	marks := func(m moment) (text string) {
		for i := range c.values {
			text += map[style]string{plain: ".", recent: "r", fresh: "F"}[m.mark(c.at[i], plain)]
		}
		return text
	}
	for i, step := range []struct {
		values []int
		want   string
	}{
		{[]int{1, 2, 3}, "..."}, // what was there at first
		{[]int{1, 5, 3}, ".F."},
		{[]int{1, 5, 3, 4}, ".r.F"},
		{[]int{7, 5, 3, 4}, "Fr.r"},
		{[]int{7, 5, 3, 4}, "r..r"},
		{[]int{7}, "r"},
		{[]int{7, 5}, ".F"},
	} {
		c.update(step.values, second(i))
		if got := marks(at(i)); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
}

func TestChangesMove(t *testing.T) {
	var c changes[byte]
	c.update([]byte("abcd"), second(0))
	c.update([]byte("abXd"), second(1))
	now := []byte("Xdef")
	c.move(2, now)
	c.update(now, second(2))
	if got := c.at; !got[0].Equal(second(1)) || !got[1].IsZero() || !got[2].IsZero() || !got[3].IsZero() {
		t.Error("down:", got)
	}
	now = []byte("..abX!")
	c.move(-4, now)
	c.update(now, second(3))
	if got := c.at; !got[0].IsZero() || !got[3].IsZero() || !got[4].Equal(second(1)) || !got[5].Equal(second(3)) {
		t.Error("up:", got)
	}
	if got := c.last(3, 5); !got.Equal(second(1)) {
		t.Error(got)
	}
	if got := c.last(0, 100); !got.Equal(second(3)) {
		t.Error(got)
	}
}
