"""The protocol on paper. Only `pdf` is for others; reportlab is imported with its first call."""
