"""Customers in files: reading and writing CSV, XLSX and vCard. No database, no clock, no Django."""
