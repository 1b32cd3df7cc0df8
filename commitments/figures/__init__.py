"""Progress in figures, computed: pure functions over decimals. Nothing here reads a table or knows a language.

The definitions in words are in `docs/figures.md`, with the examples that the tests work by hand.
"""
