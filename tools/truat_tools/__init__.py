"""What tools/fetch, tools/run and tools/test share."""
