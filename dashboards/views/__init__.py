"""The pages, one a file; each is run by `app.py`."""
