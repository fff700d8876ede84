package sim

import (
	"math"

	"ipclua/sysv"
)

// failed makes the error of a call that gave e, nil for 0.
func failed(op string, object any, e sysv.Errno) error {
	if e == 0 {
		return nil
	}
	return &sysv.Error{Op: op, Object: object, Errno: e}
}

// isInt tells whether each number is one that a C int can carry.
func isInt(numbers ...int) bool {
	for _, n := range numbers {
		if n < math.MinInt32 || n > math.MaxInt32 {
			return false
		}
	}
	return true
}

func notInt(op string, object any) error {
	return &sysv.Error{Op: op, Object: object, Errno: sysv.EINVAL, Why: "an argument does not fit C's int"}
}

func wrongBuffer(op string, id int) error {
	return &sysv.Error{Op: op, Object: id, Errno: sysv.EFAULT, Why: "the command takes another kind of argument"}
}
