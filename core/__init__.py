"""What Bút Vàng knows and does without a window: no module of this package imports Qt."""
