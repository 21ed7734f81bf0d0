"""Optical character recognition of pages without text, by Tesseract, where it is installed with Norwegian."""
