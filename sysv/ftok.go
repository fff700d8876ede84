package sysv

// Ftok wraps ftok(3): the key is made of the low byte of proj, the low byte of
// the file's device and the low 16 bits of its inode number, as in glibc.
func Ftok(path string, proj int) (Key, error) {
	dev, ino, errno := identity(path)
	if errno != 0 {
		return 0, &Error{Op: "ftok", Object: path, Errno: errno}
	}
	return Key(uint32(ino&0xffff) | uint32(dev&0xff)<<16 | uint32(proj&0xff)<<24), nil
}
