"""The rules of the campaign, readable aloud: no files, no clock, no third party."""
