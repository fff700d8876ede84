package lab

import "fmt"

// survival demands that the others come to a good end when one is killed. It is
// judged in runs in which one is.
type survival struct {
	final
	program int // 0: any
}

func defineSurvival(f *fields) (judge, string) {
	s := &survival{final: *defineValue(f), program: f.integer("program", 0, 1, 64)}
	which := "one"
	if s.program > 0 {
		which = fmt.Sprintf("number %d", s.program)
	}
	return s, fmt.Sprintf("when %s of the programs is killed, the others come to their end", which)
}

func (s *survival) judge(p *play) verdict {
	if p.Play == nil || p.kills == 0 || s.program > 0 && p.kills != s.program {
		return verdict{}
	}
	killed := "the first program has been killed"
	if len(p.Programs) > 1 || p.kills > 1 {
		killed = fmt.Sprintf("program %d has been killed", p.kills)
	}
	if v := (ends{}).judge(p); v.failed {
		v.happened = killed + ": " + v.happened
		return v
	}
	v := s.final.judge(p)
	if v.failed {
		v.happened = killed + ": " + v.happened
	}
	return v
}
