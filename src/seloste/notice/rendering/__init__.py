"""How a notice reads: one document without a language of its own, shown in many forms."""
