package check

import (
	"os"
	"slices"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// sources are the texts of the files that events name.
func sources(events []trace.Event) map[string]string {
	const largest = 1 << 20
	texts := map[string]string{}
	for _, e := range events {
		if _, known := texts[e.File]; known || e.File == "" {
			continue
		}
		text, err := os.ReadFile(e.File)
		if err != nil || len(text) > largest {
			text = nil
		}
		texts[e.File] = string(text)
	}
	return texts
}

// commandName is the name of a control call's command.
func commandName(call string, cmd int) string {
	own := map[string][]string{
		"shmctl": {"SHM_LOCK", "SHM_UNLOCK", "SHM_STAT", "SHM_INFO", "SHM_STAT_ANY"},
		"semctl": {"GETPID", "GETVAL", "GETALL", "GETNCNT", "GETZCNT", "SETVAL", "SETALL", "SEM_STAT", "SEM_INFO", "SEM_STAT_ANY"},
		"msgctl": {"MSG_STAT", "MSG_INFO", "MSG_STAT_ANY"},
	}
	names := append(own[call], "IPC_RMID", "IPC_SET", "IPC_STAT", "IPC_INFO")
	for _, c := range sysv.Constants() {
		if c.Value == cmd && slices.Contains(names, c.Name) {
			return c.Name
		}
	}
	return ""
}
