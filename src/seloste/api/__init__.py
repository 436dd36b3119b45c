"""The way in for programs: JSON over HTTP, with tokens bound to a role and to purposes."""
