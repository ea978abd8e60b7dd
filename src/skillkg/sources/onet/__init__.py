"""O*NET's database in text format."""
