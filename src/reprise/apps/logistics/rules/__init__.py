"""What logistics knows by itself: carriers, checklists, packing, dangers, grades and destinations. No Django."""
