package ship

import (
	"encoding/binary"

	lua "github.com/yuin/gopher-lua"
)

// prototype writes every exported field of p; the other one is derived from them.
func (e *encoder) prototype(b []byte, p *lua.FunctionProto, id int) []byte {
	at := place{parent: id, via: viaSelf}
	b = e.string(b, p.SourceName)
	b = binary.AppendVarint(b, int64(p.LineDefined))
	b = binary.AppendVarint(b, int64(p.LastLineDefined))
	b = append(b, p.NumUpvalues, p.NumParameters, p.IsVarArg, p.NumUsedRegisters)
	b = binary.AppendUvarint(b, uint64(len(p.Code)))
	for _, c := range p.Code {
		b = binary.LittleEndian.AppendUint32(b, c)
	}
	b = binary.AppendUvarint(b, uint64(len(p.Constants)))
	for _, c := range p.Constants {
		b = e.value(b, c, at)
	}
	b = binary.AppendUvarint(b, uint64(len(p.FunctionPrototypes)))
	for _, q := range p.FunctionPrototypes {
		b = e.object(b, kindProto, q, at)
	}
	b = binary.AppendUvarint(b, uint64(len(p.DbgSourcePositions)))
	line := 0
	for _, l := range p.DbgSourcePositions {
		b = binary.AppendVarint(b, int64(l-line))
		line = l
	}
	b = binary.AppendUvarint(b, uint64(len(p.DbgLocals)))
	for _, l := range p.DbgLocals {
		b = e.string(b, l.Name)
		b = binary.AppendVarint(b, int64(l.StartPc))
		b = binary.AppendVarint(b, int64(l.EndPc))
	}
	b = binary.AppendUvarint(b, uint64(len(p.DbgCalls)))
	for _, c := range p.DbgCalls {
		b = e.string(b, c.Name)
		b = binary.AppendVarint(b, int64(c.Pc))
	}
	b = binary.AppendUvarint(b, uint64(len(p.DbgUpvalues)))
	for _, name := range p.DbgUpvalues {
		b = e.string(b, name)
	}
	return b
}

// prototype reads what the encoder's prototype wrote into p.
func (d *decoder) prototype(p *lua.FunctionProto) {
	p.SourceName = d.string()
	p.LineDefined, p.LastLineDefined = d.int(), d.int()
	p.NumUpvalues, p.NumParameters, p.IsVarArg, p.NumUsedRegisters = d.byte(), d.byte(), d.byte(), d.byte()
	p.Code = make([]uint32, d.count(4))
	for i := range p.Code {
		p.Code[i] = d.uint32()
	}
	p.Constants = make([]lua.LValue, d.count(1))
	for i := range p.Constants {
		p.Constants[i] = d.constant()
	}
	p.FunctionPrototypes = make([]*lua.FunctionProto, d.count(1))
	for i := range p.FunctionPrototypes {
		p.FunctionPrototypes[i] = ref[*lua.FunctionProto](d)
	}
	p.DbgSourcePositions = make([]int, d.count(1))
	line := 0
	for i := range p.DbgSourcePositions {
		line += d.int()
		p.DbgSourcePositions[i] = line
	}
	p.DbgLocals = make([]*lua.DbgLocalInfo, d.count(3))
	for i := range p.DbgLocals {
		p.DbgLocals[i] = &lua.DbgLocalInfo{Name: d.string(), StartPc: d.int(), EndPc: d.int()}
	}
	p.DbgCalls = make([]lua.DbgCall, d.count(2))
	for i := range p.DbgCalls {
		p.DbgCalls[i] = lua.DbgCall{Name: d.string(), Pc: d.int()}
	}
	p.DbgUpvalues = make([]string, d.count(1))
	for i := range p.DbgUpvalues {
		p.DbgUpvalues[i] = d.string()
	}
	if len(p.Code) == 0 || len(p.DbgSourcePositions) != len(p.Code) {
		d.fail("a function without code, or without its lines")
		return
	}
	d.s.proto.finish(p)
}

// globalNames lists the names that the code of p gets or sets as globals, as
// often as they occur.
func globalNames(p *lua.FunctionProto) []string {
	var names []string
	for _, inst := range p.Code {
		if op := int(inst >> 26); op == lua.OP_GETGLOBAL || op == lua.OP_SETGLOBAL {
			if k := int(inst & (1<<18 - 1)); k < len(p.Constants) {
				if name, ok := p.Constants[k].(lua.LString); ok {
					names = append(names, string(name))
				}
			}
		}
	}
	return names
}
