"""Marks in front of a point of a list, in any language."""

# A dash, a bullet, or a number or letter with a point or bracket; Chinese numerals with 、 or in brackets.
MARK = (
    r"(?:[–—\-•·●▪■◦*]{1,2}\s?|[(（]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-я]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[.)）、]\s?"
    r"|第[一二三四五六七八九十]{1,3}[条，、]\s?|\s){0,2}"
)
# The same, as what makes a line a point of a list.
POINT = (
    r"^(?:[–—\-•·●▪■◦*]|[(（]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-я]|[ivx]{1,5}|"
    r"[一二三四五六七八九十]{1,3})[.)）、]|第[一二三四五六七八九十]{1,3}[条，、])"
)
