"""The window of a workshop around its pages."""
