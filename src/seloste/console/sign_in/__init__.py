"""Signing in: password and a second factor, or a passkey. By django-allauth, told to keep no name."""
