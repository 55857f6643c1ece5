"""Django's two databases, each with a shorter way for statements that are asked all day (platform.statements)."""
