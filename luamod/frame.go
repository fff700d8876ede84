package luamod

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// A frame is a block of bytes on the connection between parent and child: the
// job one way, its result the other. Its length stands before it, in 8 bytes.
const frameHead = 8

// maxFrame is more than any memory; a longer frame is none of ours.
const maxFrame = 1 << 40

var errFrame = errors.New("not a frame")

// newFrame is a frame of the parts.
func newFrame(parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b := binary.LittleEndian.AppendUint64(make([]byte, 0, frameHead+n), uint64(n))
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// readFrame reads one. It takes memory as the bytes come, whatever the length
// says.
func readFrame(r io.Reader) ([]byte, error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(head[:])
	if n > maxFrame {
		return nil, errFrame
	}
	const sure = 1 << 20
	if n <= sure {
		b := make([]byte, n)
		_, err := io.ReadFull(r, b)
		return b, err
	}
	var b bytes.Buffer
	b.Grow(sure)
	if got, err := io.CopyN(&b, r, int64(n)); err != nil {
		if err == io.EOF && got > 0 {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b.Bytes(), nil
}

// jobFrame is the frame of a shipped function.
func jobFrame(job Job) []byte {
	return newFrame(binary.AppendUvarint(nil, uint64(job.Index)), job.Message)
}

// readJob reads what jobFrame made.
func readJob(r io.Reader) (Job, error) {
	b, err := readFrame(r)
	if err != nil {
		return Job{}, err
	}
	index, width := binary.Uvarint(b)
	if width <= 0 || index > maxProcesses {
		return Job{}, errFrame
	}
	return Job{Index: int(index), Message: b[width:]}, nil
}
