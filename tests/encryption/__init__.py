"""The ledger under a passphrase."""
