package inventory

import (
	"os/user"
	"strconv"
)

// Accounts finds the names of users and groups, each once.
type Accounts struct {
	users, groups map[uint32]string
}

// User gives a user's name, or the number where there is none.
func (a *Accounts) User(uid uint32) string {
	if a.users == nil {
		a.users = map[uint32]string{}
	}
	return remember(a.users, uid, func(id string) (string, error) {
		u, err := user.LookupId(id)
		if err != nil {
			return "", err
		}
		return u.Username, nil
	})
}

// Group gives a group's name, or the number where there is none.
func (a *Accounts) Group(gid uint32) string {
	if a.groups == nil {
		a.groups = map[uint32]string{}
	}
	return remember(a.groups, gid, func(id string) (string, error) {
		g, err := user.LookupGroupId(id)
		if err != nil {
			return "", err
		}
		return g.Name, nil
	})
}

func remember(names map[uint32]string, id uint32, lookUp func(string) (string, error)) string {
	name, known := names[id]
	if known {
		return name
	}
	number := strconv.FormatUint(uint64(id), 10)
	name, err := lookUp(number)
	if err != nil || name == "" {
		name = number
	}
	names[id] = name
	return name
}
