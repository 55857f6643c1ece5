"""The knowledge desk: articles and their versions, questions without one, the weekly sample, measures, a try."""
