"""Spreadsheets are messy: any file becomes cells, cells become facts, the rest becomes problems."""
