"""What can be done with a kept plan: pure functions from one Handleplan to the next."""
