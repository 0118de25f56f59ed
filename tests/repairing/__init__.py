"""Tests of the workbook handed back for mending."""
