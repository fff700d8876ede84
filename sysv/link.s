// Functions that are declared without a body, for go:linkname, need a file of
// assembly beside them.
