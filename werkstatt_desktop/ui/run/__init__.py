"""The day as it goes: the run sheet, the timer, and where time can be saved."""
