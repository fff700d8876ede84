package trace

import (
	"slices"

	"ipclua/sysv"
)

// Commands are the names of the commands of a control call, nil for other calls.
func Commands(call string) []string {
	own := map[string][]string{
		"shmctl": {"SHM_LOCK", "SHM_UNLOCK", "SHM_STAT", "SHM_INFO", "SHM_STAT_ANY"},
		"semctl": {"GETPID", "GETVAL", "GETALL", "GETNCNT", "GETZCNT", "SETVAL", "SETALL", "SEM_STAT", "SEM_INFO", "SEM_STAT_ANY"},
		"msgctl": {"MSG_STAT", "MSG_INFO", "MSG_STAT_ANY"},
	}[call]
	if own == nil {
		return nil
	}
	return append(own, "IPC_RMID", "IPC_SET", "IPC_STAT", "IPC_INFO")
}

// CommandName is the name of a control call's command.
func CommandName(call string, cmd int) string {
	names := Commands(call)
	for _, c := range sysv.Constants() {
		if c.Value == cmd && slices.Contains(names, c.Name) {
			return c.Name
		}
	}
	return ""
}
