"""A plan, a card or a letter as the bytes of a file, and a plan read back from one."""
