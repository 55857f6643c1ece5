"""The statutory withdrawal function: statement, check, acknowledgement. Open to everybody, database or not."""
