"""eidc: bring the citizens of a commune into the national electronic identity (VNeID)."""

__version__ = "0.1.0"
