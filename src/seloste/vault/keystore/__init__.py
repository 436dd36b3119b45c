"""The keys' own store: tables that never lie beside what the keys open."""
