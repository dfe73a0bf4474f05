"""Words of a coordinator to many people of an area at once."""

TEXT = "announcements.text"
"""The name under which the words are sealed."""
