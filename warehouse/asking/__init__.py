"""What the published warehouse answers: queries, receipts, outcomes, pages, assistants."""
