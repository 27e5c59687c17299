"""Training and measuring, each by one command; apart from the tests."""
