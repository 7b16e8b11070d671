"""What counting dots has on every page: numbers, rules, fields of two axes."""
