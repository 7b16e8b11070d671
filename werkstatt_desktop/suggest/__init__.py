"""Quiet hints that help the moderator and decide nothing."""

from os import environ

# numpy reads this as it is imported, which happens in this room alone. Its threads would wait for one another
# by spinning: on a busy machine that takes several times as long, and the core that the window needs.
environ.setdefault("OPENBLAS_NUM_THREADS", "1")
