package trace

import "os"

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
