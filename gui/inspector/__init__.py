"""What the span under the cursor is."""
