"""The file to which a tablet saves its unsent work (static/js/tablet/arrival.js), taken in by hand."""
