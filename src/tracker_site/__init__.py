"""A public scrutiny tracker, made from files of content as a static site."""

__version__ = "0.1.0"
