"""What is true of the team's work. Imports no screen."""
