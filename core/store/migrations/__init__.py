"""The steps from the first schema to the newest; a step that has been released is never changed."""
