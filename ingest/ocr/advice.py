"""What is said to a person whose documents have pages that are pictures."""

_ADVICE = (
    "Pictures of pages are read by text recognition (OCR), which needs Tesseract with its Norwegian data. "
    "Debian and Ubuntu: 'apt install tesseract-ocr tesseract-ocr-nor'. "
    "macOS with Homebrew: 'brew install tesseract tesseract-lang'. "
    "Windows: the installer of UB Mannheim, with Norwegian chosen among its additional languages. "
    "Then run the same command again."
)


def ocr_advice() -> str:
    """How to get what pages that are pictures are read with, on each operating system, in one paragraph."""
    return _ADVICE
