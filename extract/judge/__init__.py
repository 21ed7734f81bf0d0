"""The judge of sentences in running text: clues, learned weights, and what they add up to."""

from loftespor.extract.judge.judge import Judge, load_judge
from loftespor.extract.judge.reading import JudgedSentence, OpenSentence, judge_sentences

__all__ = ["Judge", "JudgedSentence", "OpenSentence", "judge_sentences", "load_judge"]
