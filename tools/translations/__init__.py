"""Texts and their French: collected, merged and compiled by Babel alone, without GNU gettext on the machine."""
