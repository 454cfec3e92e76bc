"""Migrations of the archive's schema; each file in ``versions`` is one step."""
