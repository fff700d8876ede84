package sysvtest

import "ipclua/sysv"

func memoryCases() []Case {
	return []Case{
		{"shmat: a new segment is zero, and its size the kernel's word", func(c *C) {
			p := c.process()
			m := p.attach(p.segment(key, 100, create), 0)
			equal(c, "size", p.must(Request{Call: "size", Memory: m}).N, 100)
			equal(c, "bytes", string(p.must(read(m, 0, 100)).Text), string(make([]byte, 100)))
		}},
		{"shmat: what one process writes the other reads", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 8192, create)
			m, n := p.attach(id, 0), q.attach(id, sysv.SHM_RDONLY)
			p.must(write(m, 8190, "ab"))
			equal(c, "the bytes", string(q.must(read(n, 8190, 2)).Text), "ab")
		}},
		{"shmat: atomic operations of several processes on one cell all count", func(c *C) {
			p, q := c.process(), c.process()
			id := p.segment(key, 4096, create)
			m, n := p.attach(id, 0), q.attach(id, 0)
			var calls []Pending
			for range 100 {
				calls = append(calls, p.begin(add(m, 8, 1)), q.begin(add(n, 8, 2)))
			}
			for _, call := range calls {
				c.ends(call, 0)
			}
			equal(c, "what was there", p.must(add(m, 8, -300)).N, 300)
			equal(c, "the bytes", string(q.must(read(n, 8, 8)).Text), string(make([]byte, 8)))
			for offset := 1; offset < 8; offset++ {
				p.refuse(sysv.EINVAL, add(m, offset, 1))
			}
			p.refuse(sysv.EFAULT, add(m, 4096, 1))
			p.refuse(sysv.EFAULT, add(m, 4092, 1))
			p.refuse(sysv.EACCES, add(p.attach(id, sysv.SHM_RDONLY), 8, 1))
		}},
		{"shmat: writing through SHM_RDONLY (EACCES)", func(c *C) {
			p := c.process()
			m := p.attach(p.segment(key, 100, create), sysv.SHM_RDONLY)
			p.refuse(sysv.EACCES, write(m, 0, "x"))
			p.must(read(m, 0, 100))
		}},
		{"shmat: out of the segment's bounds (EFAULT)", func(c *C) {
			p := c.process()
			m := p.attach(p.segment(key, 100, create), 0)
			for _, at := range [][2]int{{100, 1}, {99, 2}, {-1, 1}, {0, 101}, {0, -1}, {1 << 62, 1 << 62}} {
				p.refuse(sysv.EFAULT, read(m, at[0], at[1]))
			}
			p.refuse(sysv.EFAULT, write(m, 98, "abc"))
			equal(c, "the bytes", string(p.must(read(m, 98, 2)).Text), "\x00\x00")
			p.must(read(m, 100, 0))
		}},
		{"shmdt: use after detach, and a second detach (EINVAL)", func(c *C) {
			p := c.process()
			m := p.attach(p.segment(key, 100, create), 0)
			p.must(shmdt(m))
			p.refuse(sysv.EINVAL, read(m, 0, 1))
			p.refuse(sysv.EINVAL, write(m, 0, "x"))
			p.refuse(sysv.EINVAL, shmdt(m))
		}},
		{"shmat: attached twice, the same bytes at two addresses", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			a, b := p.must(shmat(id, 0, 0)), p.must(shmat(id, 0, 0))
			if a.Addr == b.Addr {
				c.Errorf("both at %#x", a.Addr)
			}
			p.must(write(a.N, 0, "x"))
			equal(c, "the byte", string(p.must(read(b.N, 0, 1)).Text), "x")
		}},
		{"shmat: an address that is not aligned, taken, or to be rounded", func(c *C) {
			p := c.process()
			id := p.segment(key, 100, create)
			a := p.must(shmat(id, 0, 0))
			p.refuse(sysv.EINVAL, shmat(id, a.Addr+1, 0))
			p.refuse(sysv.EINVAL, shmat(id, a.Addr, 0))
			p.refuse(sysv.EINVAL, shmat(id, 0, sysv.SHM_REMAP))
			p.must(shmdt(a.N))
			b := p.must(shmat(id, a.Addr+5, sysv.SHM_RND))
			equal(c, "rounded address", b.Addr, a.Addr)
		}},
		{"shmat: SHM_REMAP replaces an attached segment", func(c *C) {
			p := c.process()
			id, other := p.segment(key, 100, create), p.segment(key+1, 100, create)
			a := p.must(shmat(id, 0, 0))
			b := p.must(shmat(other, a.Addr, sysv.SHM_REMAP))
			p.refuse(sysv.EINVAL, read(a.N, 0, 1))
			p.must(write(b.N, 0, "x"))
			equal(c, "nattch", p.shmStat(id).Nattch, 0)
		}},
		{"shmat: no such id (EINVAL)", func(c *C) {
			p := c.process()
			for _, id := range []int{-1, 0, 12345, 1 << 40} {
				p.refuse(sysv.EINVAL, shmat(id, 0, 0))
			}
		}},
	}
}
