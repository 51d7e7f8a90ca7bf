"""The demo: an invented organisation with three events, one of them audited, and drawn photos."""
