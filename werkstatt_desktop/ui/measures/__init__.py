"""The page Measures: who does what until when, and which obstacle that answers."""
