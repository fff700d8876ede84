package check

// sources are the texts of files, as a run began with them.
func (f *files) sources(names []string) map[string]string {
	const largest = 1 << 20
	texts := map[string]string{}
	for _, file := range names {
		if _, known := texts[file]; known || file == "" {
			continue
		}
		text, err := f.read(file)
		if err != nil || len(text) > largest {
			text = nil
		}
		texts[file] = string(text)
	}
	return texts
}
