"""Import and export: customers come from files and go to files, each opening recorded."""
