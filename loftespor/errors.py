"""The errors that end a command: one base, and a class for each exit status.

A message says what is wrong, where, and what to do. Findings about single documents are no exceptions but
records in a list (`loftespor.ingest.Unread`), so that the rest of a run goes on.
"""

from typing import ClassVar


class LoftesporError(Exception):
    """Base of all errors that the command line turns into a message and an exit status."""

    exit_status: ClassVar[int] = 1


class MissingPathError(LoftesporError):
    """A path that was named does not exist."""

    exit_status = 3


class NothingToReadError(LoftesporError):
    """A folder or list of paths that holds no document of a known type."""

    exit_status = 4


class UnreadableFileError(LoftesporError):
    """A file that cannot be read: damaged, cut off or of another type than its name says."""

    exit_status = 5


class EncryptedFileError(UnreadableFileError):
    """A file that asks for a password."""

    exit_status = 6


class UnknownTypeError(UnreadableFileError):
    """A file of a type that no reader knows."""

    exit_status = 7


class EmptyDocumentError(UnreadableFileError):
    """A file in which no text was found."""

    exit_status = 8


class LimitExceededError(UnreadableFileError):
    """A file whose reading took more time, memory or space than it is allowed."""

    exit_status = 9


class TimeLimitError(LimitExceededError):
    """A file or page whose reading took longer than it may."""

    exit_status = 18


class MemoryLimitError(LimitExceededError):
    """A file or page whose reading needs more memory than it may use."""

    exit_status = 19


class TooLargeError(LimitExceededError):
    """A file that holds more than is read: bytes, pages, characters of a page, cells, what an archive unpacks to."""

    exit_status = 20


class ReaderCrashError(UnreadableFileError):
    """A file or page that ended the process which read it: the damage was more than its reader could bear."""

    exit_status = 21


class UnsafePathError(UnreadableFileError):
    """A link or a name in an archive that leads out of its folder."""

    exit_status = 22


class ForeignDatabaseError(LoftesporError):
    """A database that loftespor did not make."""

    exit_status = 10


class NewerDatabaseError(LoftesporError):
    """A database made by a newer version of loftespor."""

    exit_status = 11


class RuleFileError(LoftesporError):
    """A rule or data file that does not follow its form."""

    exit_status = 12


class CorpusFileError(LoftesporError):
    """A `corpus.toml` that does not follow its form."""

    exit_status = 13


class UnknownIdError(LoftesporError):
    """An id or name that the database does not hold."""

    exit_status = 14


class SomeFilesUnreadError(LoftesporError):
    """A run that was finished, but in which some files could not be read."""

    exit_status = 15


class ForeignReportError(LoftesporError):
    """A file in the report's folder that this program did not write and would have to replace."""

    exit_status = 16


class BusyDatabaseError(LoftesporError):
    """A database that another process is writing to."""

    exit_status = 17


class GoldFileError(LoftesporError):
    """A file of annotations, or of an earlier evaluation, that does not follow its form."""

    exit_status = 23


class ContextError(LoftesporError):
    """What was stated about a text whose citations are asked for does not follow its form."""

    exit_status = 24


class ReviewError(LoftesporError):
    """A review that cannot be kept: of a value that is not there, or without a passage it names."""

    exit_status = 25


class ReviewFileError(LoftesporError):
    """A file of reviews, or a judged sample, that does not follow its form."""

    exit_status = 26


class FindingsError(LoftesporError):
    """A corpus in which `check` found something that a person must look at."""

    exit_status = 27
