"""The narrative of final accounts and budgets → stated facts, each with what it must equal.

Lines become paragraphs under their headings (`paragraphs`), sentences become tokens
(`tokens`), tokens become statements (`reading`). What a name means is data: `sections.toml`,
`subjects.toml`, and the function names that the document's own tables print (`names`).
Nothing is judged here: the models set each statement against the tables (identity R18).
"""
