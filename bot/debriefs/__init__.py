"""After-action reviews: what a crisis taught, who does what about it until when, and who approves that."""
