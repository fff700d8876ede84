package check

import (
	"os"
	"path/filepath"
	"syscall"
)

// Disk is all the files that there are for a run, in one folder: their texts by
// name. What is outside of the folder may not be touched.
type Disk map[string][]byte

func (d Disk) read(path string) ([]byte, error) {
	if !filepath.IsLocal(path) {
		return nil, syscall.EACCES
	}
	text, ok := d[filepath.Clean(path)]
	if !ok {
		return nil, syscall.ENOENT
	}
	return text, nil
}

// read gives the text of a file that the run has not written.
func (f *files) read(path string) ([]byte, error) {
	if f.disk != nil {
		return f.disk.read(path)
	}
	return os.ReadFile(path)
}

// folder tells why there can be no file of a path, nil if there can.
func (f *files) folder(path string) error {
	if f.disk == nil {
		_, err := os.Stat(filepath.Dir(path))
		return err
	}
	if filepath.Dir(filepath.Clean(path)) != "." {
		return syscall.ENOENT
	}
	return nil
}
