"""What `butvang bench gui` measures, each in a fresh process: `python -m gui.benching WHAT ARGUMENTS`."""
