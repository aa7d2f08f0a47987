"""A picture of a page → what it shows, as a page with a text layer shows it.

The picture is turned straight (`picture`), its ruled lines are found (`ruling`) and the places
of its texts (`pieces`), these are recognised (`recogniser`), and out comes what the rest of the
PDF reader takes (`page`): there is no second reader of tables. What was recognised is kept by
the picture (`kept`). Others import `pages` alone, which needs nothing of the extra `scan`
before there is a picture.
"""
