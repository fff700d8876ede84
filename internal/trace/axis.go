package trace

import (
	"slices"
	"sort"
	"time"
)

// axis is a time axis for paper. Every moment at which something begins or ends
// has a place of its own, beside which there is room to write. Between two of them
// there is more where more time goes by, up to a limit: above it the axis is cut.
type axis struct {
	moments []time.Duration // sorted
	x       []float64       // of each moment
	cut     []bool          // before each moment
}

// The distance of two moments.
const (
	leastGap = 11.0
	moreGap  = 20.0 // for the time that goes by
	// gapLimit is the time from which an axis is cut, in times of the middle one
	// between moments.
	gapLimit = 8
)

// newAxis makes the axis of moments, of which there is one at least.
func newAxis(moments []time.Duration) *axis {
	slices.Sort(moments)
	a := &axis{moments: slices.Compact(moments)}
	gaps := make([]time.Duration, len(a.moments)-1)
	for i := range gaps {
		gaps[i] = a.moments[i+1] - a.moments[i]
	}
	var limit time.Duration = 1
	if len(gaps) > 0 {
		sorted := slices.Sorted(slices.Values(gaps))
		limit = gapLimit * sorted[len(sorted)/2]
	}
	a.x, a.cut = []float64{0}, []bool{false}
	for i, gap := range gaps {
		a.x = append(a.x, a.x[i]+leastGap+moreGap*float64(min(gap, limit))/float64(limit))
		a.cut = append(a.cut, gap > limit)
	}
	return a
}

// end is the place of the last moment.
func (a *axis) end() float64 { return a.x[len(a.x)-1] }

// stretch makes the axis so long.
func (a *axis) stretch(length float64) {
	if a.end() == 0 {
		return
	}
	factor := length / a.end()
	for i := range a.x {
		a.x[i] *= factor
	}
}

// at is the place of a time; one outside the axis is at its end.
func (a *axis) at(t time.Duration) float64 {
	i := sort.Search(len(a.moments), func(i int) bool { return a.moments[i] >= t })
	switch {
	case i == len(a.moments):
		return a.end()
	case i == 0:
		return 0
	}
	before, after := a.moments[i-1], a.moments[i]
	part := float64(t-before) / float64(after-before)
	return a.x[i-1] + part*(a.x[i]-a.x[i-1])
}
