"""Templates in and out as files: JSON, a spreadsheet that a person edits, and XLSForm (docs/formats.md)."""
