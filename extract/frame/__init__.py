"""The frame of a commitment: what it asks for, by when, how much, for whom and where."""

from loftespor.extract.frame.frames import frame_commitments

__all__ = ["frame_commitments"]
