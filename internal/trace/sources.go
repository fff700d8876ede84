package trace

import (
	"os"
	"slices"

	"ipclua/sysv"
)

// Sources are the texts of files; empty for one that cannot be read, or is large.
func Sources(files []string) map[string]string {
	const largest = 1 << 20
	texts := map[string]string{}
	for _, file := range files {
		if _, known := texts[file]; known || file == "" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil || len(text) > largest {
			text = nil
		}
		texts[file] = string(text)
	}
	return texts
}

// Command is the name of a control call's command; empty where it has none.
func Command(call string, cmd int) string {
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
