"""The gate: what every published table must keep, checked by Great Expectations."""
