"""The command line, and three rooms: building the warehouse, asking it, rows leaving it.

What all rooms share lies here: errors and messages, the reading connection, rows as text.
Building imports neither asking nor leaving, and these not each other; `cli` imports all.
"""
