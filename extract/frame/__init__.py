"""The frame of a commitment: what it asks for, by when, how much, for whom and where."""

from loftespor.extract.frame.frames import frame_commitments
from loftespor.extract.frame.testability import reasons, translated
from loftespor.extract.frame.topics import topic_ids, topic_name

__all__ = ["frame_commitments", "reasons", "topic_ids", "topic_name", "translated"]
