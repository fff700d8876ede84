package main

import (
	"encoding/json"
	"io"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// The JSON of ipclua ls: the structs' fields under C's names, and what we know
// besides.

type jsonObjects struct {
	Segments   []jsonSegment `json:"segments"`
	Semaphores []jsonSet     `json:"semaphores"`
	Queues     []jsonQueue   `json:"queues"`
}

// jsonCommon is what all kinds have.
type jsonCommon struct {
	ID           int               `json:"id"`
	Owner        string            `json:"owner"`
	Group        string            `json:"group"`
	Creator      string            `json:"creator"`
	CreatorGroup string            `json:"creator_group"`
	Orphan       bool              `json:"orphan"`
	Errors       map[string]string `json:"errors"`
}

type jsonPerm struct {
	Key  uint32 `json:"key"`
	UID  uint32 `json:"uid"`
	GID  uint32 `json:"gid"`
	CUID uint32 `json:"cuid"`
	CGID uint32 `json:"cgid"`
	Mode uint32 `json:"mode"`
	Seq  uint32 `json:"seq"`
}

type jsonSegment struct {
	jsonCommon
	Perm     jsonPerm       `json:"shm_perm"`
	Segsz    uint64         `json:"shm_segsz"`
	Atime    int64          `json:"shm_atime"`
	Dtime    int64          `json:"shm_dtime"`
	Ctime    int64          `json:"shm_ctime"`
	CpidNo   int            `json:"shm_cpid"`
	LpidNo   int            `json:"shm_lpid"`
	Nattch   uint64         `json:"shm_nattch"`
	Removed  bool           `json:"removed"`
	Locked   bool           `json:"locked"`
	Attached []jsonAttached `json:"attached"`
	Unseen   *int           `json:"unseen"`
	Cpid     jsonUser       `json:"cpid"`
	Lpid     jsonUser       `json:"lpid"`
}

type jsonAttached struct {
	PID      int    `json:"pid"`
	Name     string `json:"name"`
	ReadOnly bool   `json:"readonly"`
	Count    int    `json:"count"`
}

type jsonUser struct {
	PID     int      `json:"pid"`
	Name    string   `json:"name"`
	Life    string   `json:"life"`
	Command []string `json:"command"`
}

type jsonSet struct {
	jsonCommon
	Perm    jsonPerm      `json:"sem_perm"`
	Nsems   uint64        `json:"sem_nsems"`
	Otime   int64         `json:"sem_otime"`
	Ctime   int64         `json:"sem_ctime"`
	Sems    []jsonSem     `json:"sems"`
	Waiting []jsonWaiting `json:"waiting"`
}

type jsonSem struct {
	Val  int       `json:"semval"`
	Ncnt int       `json:"semncnt"`
	Zcnt int       `json:"semzcnt"`
	PID  int       `json:"sempid"`
	User *jsonUser `json:"user"` // null where sempid is 0
}

type jsonQueue struct {
	jsonCommon
	Perm    jsonPerm      `json:"msg_perm"`
	Qnum    uint64        `json:"msg_qnum"`
	Qbytes  uint64        `json:"msg_qbytes"`
	Cbytes  uint64        `json:"msg_cbytes"`
	Stime   int64         `json:"msg_stime"`
	Rtime   int64         `json:"msg_rtime"`
	Ctime   int64         `json:"msg_ctime"`
	LspidNo int           `json:"msg_lspid"`
	LrpidNo int           `json:"msg_lrpid"`
	Lspid   jsonUser      `json:"lspid"`
	Lrpid   jsonUser      `json:"lrpid"`
	Waiting []jsonWaiting `json:"waiting"`
}

type jsonWaiting struct {
	PID  int      `json:"pid"`
	Name string   `json:"name"`
	Call string   `json:"call"`
	Type *int64   `json:"type"`
	Sops []jsonOp `json:"sops"`
}

type jsonOp struct {
	Num uint16 `json:"sem_num"`
	Op  int16  `json:"sem_op"`
	Flg int16  `json:"sem_flg"`
}

// writeObjects writes an inventory as one JSON object.
func writeObjects(out io.Writer, i *inventory.Inventory) error {
	all := jsonObjects{[]jsonSegment{}, []jsonSet{}, []jsonQueue{}}
	for n := range i.Objects {
		switch o := &i.Objects[n]; o.Kind {
		case sysv.Segment:
			all.Segments = append(all.Segments, segmentJSON(o))
		case sysv.Semaphore:
			all.Semaphores = append(all.Semaphores, setJSON(o))
		case sysv.Queue:
			all.Queues = append(all.Queues, queueJSON(o))
		}
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(all)
}

func segmentJSON(o *inventory.Object) jsonSegment {
	ds := o.Shm
	s := jsonSegment{
		jsonCommon: commonJSON(o), Perm: permJSON(ds.Perm), Segsz: ds.Segsz, Atime: ds.Atime, Dtime: ds.Dtime, Ctime: ds.Ctime,
		CpidNo: ds.Cpid, LpidNo: ds.Lpid, Nattch: ds.Nattch,
		Removed: o.Removed(), Locked: o.Locked(), Cpid: userJSON(o.Cpid), Lpid: userJSON(o.Lpid),
	}
	if o.AttachedErr == nil {
		s.Attached, s.Unseen = []jsonAttached{}, &o.Hidden
		for _, p := range o.Attached {
			s.Attached = append(s.Attached, jsonAttached(p))
		}
	}
	return s
}

func setJSON(o *inventory.Object) jsonSet {
	ds := o.Sem
	s := jsonSet{
		jsonCommon: commonJSON(o), Perm: permJSON(ds.Perm), Nsems: ds.Nsems, Otime: ds.Otime, Ctime: ds.Ctime, Waiting: waitingJSON(o),
	}
	for _, each := range o.Sems {
		sem := jsonSem{Val: each.Value, Ncnt: each.Ncnt, Zcnt: each.Zcnt, PID: each.Pid.PID}
		if sem.PID != 0 {
			user := userJSON(each.Pid)
			sem.User = &user
		}
		s.Sems = append(s.Sems, sem)
	}
	return s
}

func queueJSON(o *inventory.Object) jsonQueue {
	ds := o.Msg
	return jsonQueue{
		jsonCommon: commonJSON(o), Perm: permJSON(ds.Perm), Qnum: ds.Qnum, Qbytes: ds.Qbytes, Cbytes: ds.Cbytes,
		Stime: ds.Stime, Rtime: ds.Rtime, Ctime: ds.Ctime, LspidNo: ds.Lspid, LrpidNo: ds.Lrpid,
		Lspid: userJSON(o.Lspid), Lrpid: userJSON(o.Lrpid), Waiting: waitingJSON(o),
	}
}

func commonJSON(o *inventory.Object) jsonCommon {
	c := jsonCommon{
		ID: o.ID, Owner: o.Owner, Group: o.Group, Creator: o.Creator, CreatorGroup: o.CreatorGroup,
		Orphan: o.Orphan(), Errors: map[string]string{},
	}
	for field, err := range map[string]error{"attached": o.AttachedErr, "sems": o.SemsErr, "waiting": o.WaitingErr} {
		if err != nil {
			c.Errors[field] = err.Error()
		}
	}
	return c
}

func permJSON(p sysv.Perm) jsonPerm {
	return jsonPerm{uint32(p.Key), p.UID, p.GID, p.CUID, p.CGID, p.Mode, p.Seq}
}

func userJSON(u inventory.User) jsonUser {
	j := jsonUser{PID: u.PID, Name: u.Name, Life: u.Life.String()}
	if u.Life == inventory.Running {
		j.Command = sysv.CommandLine(u.PID)
	}
	return j
}

func waitingJSON(o *inventory.Object) []jsonWaiting {
	if o.WaitingErr != nil {
		return nil
	}
	list := []jsonWaiting{}
	for _, w := range o.Waiting {
		j := jsonWaiting{PID: w.PID, Name: w.Name, Call: w.Call}
		if w.Call == "msgrcv" {
			j.Type = &w.Type
		}
		for _, op := range w.Ops {
			j.Sops = append(j.Sops, jsonOp(op))
		}
		list = append(list, j)
	}
	return list
}
