"""The protocol told once, in the words of the paper; printing and every other format set what is told here."""
