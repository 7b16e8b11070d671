"""Tables that come in and boards that go out, in the forms of other programs."""
