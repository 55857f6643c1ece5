"""Pictures that join several apps. They never write."""
