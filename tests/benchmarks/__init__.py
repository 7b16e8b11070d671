"""Programs that measure; run by hand, outside the normal tests."""
