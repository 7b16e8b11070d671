"""The program around the windows: files, settings, later starts, faults."""
