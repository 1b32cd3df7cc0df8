"""Sessions of the commission: what could be on the agenda, the agenda, the decisions, the protocol and the pack."""
