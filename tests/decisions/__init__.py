"""What officers decide: the rules, the ledger, the commands and the sheet that comes back."""
