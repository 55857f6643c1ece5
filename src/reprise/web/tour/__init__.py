"""The guided tour of the demo: two minutes on the real pages. Nothing of it exists outside the demo."""
