"""Faults that are made for real, against the product as it is served: `make chaos`."""
