package record

import (
	"encoding/binary"

	"ipclua/sysv"
)

// A record is a file of slots. The first is the header:
//
//	0 magic  8 pid u32  12 parent's pid u32  16 begin i64  24 lost u64
//
// The others are what the process did, in the order in which it began to:
//
//	 0 call u8  1 bytes u8  2 file u16  4 line u32
//	 8 id i32  12 errno u16  14 text u16
//	16 begin i64  24 since i64  32 end i64  40 result i64  48 a i64  56 b i64
//
// Times are nanoseconds of CLOCK_MONOTONIC, 0 for what is yet to come. a and b are
// arguments, see the calls. text counts the bytes that follow in slots of their own.
// The word with the call is written last: where it is 0 the record ends.
const (
	slotSize = 64
	magic    = "ipcrec01"

	atCall, atBytes, atFile, atLine   = 0, 1, 2, 4
	atID, atErrno, atText             = 8, 12, 14
	atBegin, atSince, atEnd, atResult = 16, 24, 32, 40
	atA, atB                          = 48, 56

	atPid, atParent, atStart, atLost = 8, 12, 16, 24 // of the header
)

// call says what a slot is about.
type call uint8

// The calls, each with its a and b.
const (
	nothing call = iota
	filler       // to the end of the chunk

	sourceName // id: a number for the file whose name is the text
	setNames   // id: a set; the text: what its semaphores are called, each ended by NUL
	title      // the text: what the process runs
	gotValues  // id: a set; the text: the values that the last call gave

	shmget // key and flags, size
	shmat  // address asked for, flags; result: the address
	shmdt
	shmctl // command and semaphore number, value of SETVAL
	semget // key and flags, semaphores
	semop  // timeout, the operation; the text: the operations, where it is not one
	semctl // as shmctl; the text: the values of SETALL
	msgget // key and flags
	msgsnd // type, size and flags
	msgrcv // type asked for, size and flags; the type received is the text
	msgctl // as shmctl

	read // offset, length; result: up to 8 bytes; the text: more
	write
	atomic

	spawn   // which of several; result: the pid; the text: a script
	wait    // pid, timeout; result: the status
	waitAny // the pid of the child that ended first; result: the status
	kill    // pid, signal
	sleep   // duration
	ended   // pid; result: the status. A child has
	calls
)

// calledAs are the names in a trace.
var calledAs = [calls]string{
	shmget: "shmget", shmat: "shmat", shmdt: "shmdt", shmctl: "shmctl",
	semget: "semget", semop: "semop", semctl: "semctl",
	msgget: "msgget", msgsnd: "msgsnd", msgrcv: "msgrcv", msgctl: "msgctl",
	read: "read", write: "write", atomic: "atomic",
	spawn: "spawn", wait: "wait", waitAny: "wait", kill: "kill", sleep: "sleep",
}

// order is that of the bytes in a slot.
var order = binary.LittleEndian

// pair puts two numbers of 32 bits into one argument.
func pair(low, high int) int64 { return int64(uint64(uint32(low)) | uint64(uint32(high))<<32) }

func unpair(n int64) (low, high int) { return int(int32(n)), int(int32(n >> 32)) }

// packOp puts an operation into an argument.
func packOp(op sysv.SemOp) int64 {
	return int64(uint64(op.Num) | uint64(uint16(op.Op))<<16 | uint64(uint16(op.Flg))<<32)
}

func unpackOp(n int64) sysv.SemOp {
	return sysv.SemOp{Num: uint16(n), Op: int16(n >> 16), Flg: int16(n >> 32)}
}

// putOps and putValues write a text.
func putOps(text []byte, ops []sysv.SemOp) {
	for i, op := range ops {
		order.PutUint64(text[i*8:], uint64(packOp(op)))
	}
}

func putValues(text []byte, values []uint16) {
	for i, v := range values {
		order.PutUint16(text[i*2:], v)
	}
}

// slots is how many slots so many bytes of a text take beside the first.
func slots(bytes int) int { return (bytes + slotSize - 1) / slotSize }

// entry is a slot, with those that follow for its text; nil where there was no
// room for it.
type entry []byte

// end notes that a call has ended, and how.
func (e entry) end(result int, err error) {
	if e == nil {
		return
	}
	if err != nil {
		errno := sysv.EIO
		if known, ok := err.(*sysv.Error); ok {
			errno = known.Errno
		}
		order.PutUint16(e[atErrno:], uint16(errno))
	}
	order.PutUint64(e[atResult:], uint64(result))
	order.PutUint64(e[atEnd:], uint64(sysv.Nanotime()))
}

// waits notes that a call is about to wait.
func (e entry) waits() {
	if e != nil {
		order.PutUint64(e[atSince:], uint64(sysv.Nanotime()))
	}
}

// text is the room behind the slot, size how many bytes it has.
func (e entry) text() []byte {
	if e == nil {
		return nil
	}
	return e[slotSize:]
}

func (e entry) size() int { return len(e) - slotSize }
