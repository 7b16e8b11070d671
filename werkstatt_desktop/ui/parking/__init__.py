"""The parking lot beside the page."""
