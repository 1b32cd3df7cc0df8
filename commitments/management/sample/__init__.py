"""Large invented data for measuring: a register as two governments would have it after two years.

`words` composes titles, statements and notes in three languages from `words.json`; `plan` draws what each commitment
will go through; `texts` says what is promised in readouts; `teller` decides each next entry by the rules of the
register, drafted by `drafts` and `figures`; `setting` makes the commission and its people as the demonstration makes its
own; `rows` writes many rows at once. `build` puts them together with the same pure steps the actions take, so that every
projection equals the log. What is larger than a thousand commitments consists of copies of them (`copies`). `sessions`
holds two sessions through the actions themselves.
"""
