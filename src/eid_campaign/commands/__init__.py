"""What a person types, one short file a command: take, compute, say, deliver."""
