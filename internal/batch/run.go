package batch

import (
	"context"
	"encoding/hex"
	"hash/fnv"
	"os"
	"runtime"
	"sync"

	"ipclua/internal/mark"
)

// Options say how to grade.
type Options struct {
	Store  Store
	Grader string // stands for all that a mark depends on beside the submission's text
	Jobs   int    // how many at the same time; 0: as many as there are CPUs

	// Grade grades the text of a submission; what it writes beside goes to the
	// folder reports, which need not exist. An error means that it could not, and
	// that it may be tried again. It is called by several goroutines.
	Grade func(ctx context.Context, s Submission, text []byte, reports string) (mark.Mark, error)

	// Progress is told of each result, by one goroutine at a time; nil: nobody
	// wants to know.
	Progress func(done int, last *Result)
}

// Result is what became of a submission.
type Result struct {
	Submission
	Mark   mark.Mark
	Graded bool  // there is a mark
	Kept   bool  // from an earlier run
	Err    error // why there is none
}

// Run grades submissions, and gives the results in their order. A mark of an
// earlier run is taken as long as neither the file nor the grader has changed. When
// the context ends, those that were not graded by then have its error; the other
// marks are kept.
func Run(ctx context.Context, submissions []Submission, o Options) []Result {
	jobs := o.Jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	results := make([]Result, len(submissions))
	next := make(chan int)
	var done int
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range min(jobs, len(submissions)) {
		workers.Go(func() {
			for i := range next {
				r := o.one(ctx, submissions[i])
				mu.Lock()
				results[i] = r
				done++
				if o.Progress != nil {
					o.Progress(done, &r)
				}
				mu.Unlock()
			}
		})
	}
	for i := range submissions {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

// one grades one submission.
func (o *Options) one(ctx context.Context, s Submission) Result {
	r := Result{Submission: s}
	text, err := s.Read()
	if err != nil {
		r.Err = err
		return r
	}
	digest := o.digest(text)
	if r.Mark, r.Kept = o.Store.Load(s.Name, digest); r.Kept {
		r.Graded = true
		return r
	}
	if r.Err = ctx.Err(); r.Err != nil {
		return r
	}
	reports := o.Store.Reports(s.Name)
	if r.Err = os.RemoveAll(reports); r.Err != nil { // of an earlier text
		return r
	}
	if r.Mark, r.Err = o.Grade(ctx, s, text, reports); r.Err != nil {
		return r
	}
	r.Graded = true
	r.Err = o.Store.Save(s.Name, digest, r.Mark)
	return r
}

// digest tells what a mark is about from all else. Nobody gains by a submission that
// has the digest of another: it would keep that one's mark.
func (o *Options) digest(text []byte) string {
	h := fnv.New128a()
	h.Write([]byte(o.Grader))
	h.Write([]byte{0})
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}
