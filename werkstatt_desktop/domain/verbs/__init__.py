"""Everything one can do to a workshop: pure functions from a state to an edit."""
