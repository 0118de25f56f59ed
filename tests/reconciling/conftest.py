"""The sample campaign of the commands' tests, for the reports that leave the office."""

from tests.cli.conftest import _appendix_campaign, _sample_campaign, appendix, folder, sample

__all__ = ["_appendix_campaign", "_sample_campaign", "appendix", "folder", "sample"]
