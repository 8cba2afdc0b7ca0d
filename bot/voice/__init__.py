"""What the company says in a crisis: one statement a language, approved before anybody says it, and who posted it."""
