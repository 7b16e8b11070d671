"""The protocol on screen: preview, printing, saving."""
