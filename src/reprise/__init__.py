"""Reprise: returns, complaints and disputes for people who sell 3D printing."""
