"""The timeline: one run as steps, and what is known after each of them."""
