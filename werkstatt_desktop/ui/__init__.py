"""The windows. Views are functions of the state: they redraw from it and never change it themselves."""
