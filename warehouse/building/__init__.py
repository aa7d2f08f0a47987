"""Documents become a published warehouse: read, load, transform, check, publish."""
