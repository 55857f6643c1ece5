"""The statutory withdrawal function: statement, check, acknowledgement. Open to everybody, with the database or without."""
