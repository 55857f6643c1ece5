"""Journeys across apps, one file each: services called in order inside one transaction."""
