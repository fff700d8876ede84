package check

import (
	"os"
	"sync"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// chunks are the files that a script loads and the texts that it compiles, each
// once for all runs: a file that changes meanwhile does not change the script.
type chunks struct {
	mu       sync.Mutex
	files    map[string]file
	compiled map[source]prototype
}

type file struct {
	text []byte
	err  error
}

type source struct{ text, name string }

type prototype struct {
	proto *lua.FunctionProto
	err   error
}

// mostChunks bounds how many texts are kept: a script can make new ones all the time.
const mostChunks = 1 << 10

func (c *chunks) read(path string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f, known := c.files[path]
	if !known {
		f.text, f.err = os.ReadFile(path)
		if c.files == nil || len(c.files) >= mostChunks {
			c.files = map[string]file{}
		}
		c.files[path] = f
	}
	return f.text, f.err
}

func (c *chunks) compile(text, name string) (*lua.FunctionProto, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := source{text, name}
	p, known := c.compiled[key]
	if !known {
		p.proto, p.err = lua51.Compile(text, name)
		if c.compiled == nil || len(c.compiled) >= mostChunks {
			c.compiled = map[source]prototype{}
		}
		c.compiled[key] = p
	}
	return p.proto, p.err
}
