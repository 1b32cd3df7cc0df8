"""Documents on paper: one content (`content.py`), printed as PDF (`pdf.py`) and as Word (`word.py`)."""
