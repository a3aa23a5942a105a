"""The preview: the line in a loop, shown in the browser of this machine."""
