"""Measurements: `make bench`. Figures for people, never a test that fails by the clock."""
