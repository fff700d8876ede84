package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"ipclua/internal/inventory"
	"ipclua/internal/width"
	"ipclua/sysv"
)

// table is what is written in columns. The last one is text, cut where the line
// ends.
type table struct {
	rows  [][]string // the first is the heading
	right map[int]bool
}

// write pads the columns, and cuts lines to a width; 0 is any.
func (t *table) write(out io.Writer, most int) error {
	widths := map[int]int{}
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width.Of(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			padding := strings.Repeat(" ", widths[i]-width.Of(cell))
			switch {
			case i == len(row)-1:
				line.WriteString(cell)
			case t.right[i]:
				line.WriteString(padding + cell + "  ")
			default:
				line.WriteString(cell + padding + "  ")
			}
		}
		if _, err := fmt.Fprintln(out, fit(line.String(), most)); err != nil {
			return err
		}
	}
	return nil
}

// fit cuts a line to a width; 0 is any.
func fit(line string, most int) string {
	if most == 0 {
		return line
	}
	return width.Cut(line, most)
}

// lineWidth is a terminal's width; 0 where it is none: what is piped is not cut.
func lineWidth(out io.Writer) int {
	f, ok := out.(*os.File)
	if !ok || !isTerminal(f) {
		return 0
	}
	if columns := sysv.Columns(f); columns > 0 {
		return columns
	}
	return 80
}

// valuesWidth is how much of a line a set's values may take.
const valuesWidth = 20

// writeTables writes a table for each kind of object that there is. Each line
// has the kind, so that one tells it also from what grep(1) finds.
func writeTables(out io.Writer, i *inventory.Inventory, most int) error {
	first := true
	for _, kind := range sysv.Kinds() {
		t := objectTable(kind)
		for n := range i.Objects {
			if o := &i.Objects[n]; o.Kind == kind {
				t.rows = append(t.rows, objectRow(o))
			}
		}
		if len(t.rows) == 1 {
			continue
		}
		if !first {
			if _, err := fmt.Fprintln(out); err != nil {
				return err
			}
		}
		first = false
		if err := t.write(out, most); err != nil {
			return err
		}
	}
	return nil
}

func objectTable(kind sysv.Kind) table {
	heading := []string{"KIND", "ID", "KEY", "OWNER", "MODE"}
	t := table{right: map[int]bool{1: true}}
	switch kind {
	case sysv.Segment:
		heading = append(heading, "BYTES", "ATTACHED")
		t.right[5] = true
	case sysv.Semaphore:
		heading = append(heading, "VALUES", "WAITING")
	case sysv.Queue:
		heading = append(heading, "MESSAGES", "BYTES", "WAITING")
		t.right[5], t.right[6] = true, true
	}
	t.rows = [][]string{heading}
	return t
}

func objectRow(o *inventory.Object) []string {
	row := []string{string(o.Kind), fmt.Sprint(o.ID), o.Key().String(), o.Owner, o.Octal()}
	switch o.Kind {
	case sysv.Segment:
		row = append(row, fmt.Sprint(o.Shm.Segsz))
	case sysv.Semaphore:
		row = append(row, o.Values(valuesWidth))
	case sysv.Queue:
		row = append(row, fmt.Sprint(o.Msg.Qnum), fmt.Sprint(o.Msg.Cbytes))
	}
	return append(row, o.Who())
}
