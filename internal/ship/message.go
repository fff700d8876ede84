package ship

// magic opens every message; its last byte is the version of the format.
const magic = "ship\x01"

// The tags of values.
const (
	tagNil = iota
	tagFalse
	tagTrue
	tagInt    // varint: an integer up to 2^53
	tagFloat  // 8 bytes: any other number
	tagString // number of a string
	tagObject // number of an object
	tagNative // number of a native, the roots included
)

// The kinds of objects. A cell is the box of a local that closures share.
const (
	kindTable = iota
	kindFunction
	kindCell
	kindProto
	kindUserdata
	kindStandIn
	nKinds
)

// maxInt is the largest number that is sent as an integer.
const maxInt = 1 << 53

// maxPadding bounds the empty array slots that one message may bring about: a
// table keeps t[1000000] = x in an array (see lua.MaxArrayIndex), which would
// turn a few bytes into any amount of memory.
const maxPadding = 1 << 22
