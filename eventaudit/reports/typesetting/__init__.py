"""HTML becomes a PDF: a tree that Typst reads, and a program that sets it, in a process of its own."""
