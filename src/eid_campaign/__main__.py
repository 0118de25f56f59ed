"""``python -m eid_campaign`` is ``eidc``."""

from eid_campaign.cli import main

main(prog_name="eidc")
