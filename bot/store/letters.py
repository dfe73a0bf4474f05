"""What a family and its helper wrote to each other under a request's number."""

LETTER = "letters.text"
"""The name under which their words are sealed."""
