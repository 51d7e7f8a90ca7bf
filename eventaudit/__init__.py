"""Eventaudit compares what an event intended, promised and delivered."""
