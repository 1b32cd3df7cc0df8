"""What each sentence of a readout probably is, by rules one can read. Knows texts and words, no tables."""
