"""Documents to records: bytes → blocks → forms → records → Parquet landing files."""
