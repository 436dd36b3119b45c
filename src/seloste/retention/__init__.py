"""Storage periods carried out: what falls due, holds, erasure and its certificate (Art. 5(1)(e), 17)."""
