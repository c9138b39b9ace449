"""The command line: the same engine and the same painter as the window, without one."""
