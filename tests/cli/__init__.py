"""What a person types, from the command line to the ledger and back."""
