"""Walkthroughs that were made with ODK Collect or KoboToolbox, from the export of their answers."""
