"""Rows leave the warehouse: as files, as a data package, into a server."""
