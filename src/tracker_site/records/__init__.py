"""The records that editors write: one typed, frozen record a file, true by itself."""
