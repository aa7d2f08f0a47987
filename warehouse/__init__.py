"""The command line, the build and the ways into the published warehouse."""
