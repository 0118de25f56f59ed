"""Backups, restoring, automatic copies and who holds the ledger."""
