"""The register's own public form, tried over the network as anybody reaches it."""
