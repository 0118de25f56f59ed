"""Who is exempt and why: own rules, the report, conflicts."""
