"""Letters to data subjects: made from what was in fact done, as web page and as PDF (Art. 12)."""
