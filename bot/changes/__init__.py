"""Changes of the governance that wait for a review, where the governance in force wants one."""
